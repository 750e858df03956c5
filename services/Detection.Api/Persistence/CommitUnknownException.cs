using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Detection.Api.Persistence;

/// <summary>
/// The database broke off while it stored a new detection: the detection may be stored or not. Its sender must look it up before
/// submitting the picture again.
/// </summary>
public sealed class CommitUnknownException(Guid detectionId, Exception inner)
    : Exception($"Whether detection {detectionId} is stored is not known: {inner.Message}", inner)
{
    /// <summary>The detection's id.</summary>
    public Guid DetectionId { get; } = detectionId;

    /// <summary>Whether a failed save leaves it open if the row was committed.</summary>
    /// <remarks>
    /// SQLite and PostgreSQL roll a statement back before they report its error. Only a connection that breaks after the statement
    /// was sent says nothing: its exception has no SQLSTATE, or one of class 08 (connection exception) or 40003 (statement completion
    /// unknown).
    /// </remarks>
    internal static bool IsBehind(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException fault)
                return fault is not SqliteException && (fault.SqlState is not { } state || state.StartsWith("08", StringComparison.Ordinal) || state == "40003");
        }

        return false;
    }
}
