using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Tells a fault of the database from any other.</summary>
internal static class DatabaseFault
{
    /// <summary>Whether an exception comes from the database.</summary>
    /// <remarks>Looks at its causes too: where Npgsql cannot connect, EF Core throws an <see cref="InvalidOperationException"/> around the cause.</remarks>
    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException or DbUpdateException or DatabaseNotReadyException)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the same again could succeed: the database is away or out of room, or another writer was quicker.
    /// A value that the database refuses will be refused for ever.
    /// </summary>
    public static bool MayPass(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbUpdateConcurrencyException or DatabaseNotReadyException || (exception is DbException fault && MayPass(fault)))
                return true;
        }

        return false;
    }

    private static bool MayPass(DbException fault) => fault switch
    {
        { IsTransient: true } => true,
        // busy, locked, I/O error, full, cannot open; constraint: the row was inserted meanwhile.
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 10 or 13 or 14 or 19,
        // connection, resources, operator's intervention (a shutdown); unique: the row was inserted meanwhile.
        { SqlState: { } state } => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal) || state == "23505",
        _ => false,
    };
}
