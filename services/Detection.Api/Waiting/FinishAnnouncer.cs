using Detection.Api.Persistence;
using Microsoft.Extensions.Options;

namespace Detection.Api.Waiting;

/// <summary>Says that a detection has finished, to the requests that wait for it in any API process.</summary>
internal sealed class FinishAnnouncer(DetectionWaiters waiters, IOptions<DatabaseOptions> options)
{
    // One API process owns a SQLite file; there is nobody else to tell.
    private readonly FinishNotifications? _others = options.Value.IsSqlite ? null : new FinishNotifications(options.Value.ConnectionString);

    /// <summary>
    /// To be called when the end is committed, and awaited before its message is acknowledged: a process that dies in
    /// between gets the message again, or another one does, and announces the end then.
    /// </summary>
    /// <exception cref="Npgsql.NpgsqlException">The other processes could not be told.</exception>
    public Task AnnounceAsync(Guid detectionId)
    {
        waiters.Signal(detectionId);
        return _others?.SendAsync(detectionId) ?? Task.CompletedTask;
    }
}
