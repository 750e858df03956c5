using Detection.Api.Persistence;
using Detection.Hosting.Bus;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>
/// At a start, before any request or message, takes over what the last process left unfinished. With the bus in memory the queues died
/// with that process, so everything unfinished is sent again; no clock is asked. What was in work at its death
/// (<see cref="WorkJournal"/>) is counted, so that one picture does not end the process for ever.
/// </summary>
internal sealed partial class EmbeddedRestart(
    CommandLeases leases,
    WorkJournal journal,
    IOptions<DatabaseOptions> database,
    IOptions<BusOptions> bus,
    ILogger<EmbeddedRestart> logger) : IDatabaseStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // One process owns the file: any lease in it is of a process that has ended.
        if (database.Value.IsSqlite)
            await leases.VoidAsync(cancellationToken);
        if (!bus.Value.IsInMemory)
            return;

        var unfinished = await leases.ResetAsync([.. journal.LeftBehind], cancellationToken);
        if (unfinished > 0)
            LogUnfinished(logger, unfinished);
    }

    [LoggerMessage(1111, LogLevel.Information, "{Count} unfinished detections of the last run are sent again")]
    private static partial void LogUnfinished(ILogger logger, int count);
}
