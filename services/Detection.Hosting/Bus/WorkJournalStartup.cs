using Detection.Hosting.Starting;
using Microsoft.Extensions.Logging;

namespace Detection.Hosting.Bus;

/// <summary>Has the journal opened before anything starts, so that one that cannot be opened refuses the start, and tells what it held.</summary>
internal sealed partial class WorkJournalStartup(WorkJournal journal, ILogger<WorkJournalStartup> logger) : StartupStep
{
    protected override Task RunAsync(CancellationToken cancellationToken)
    {
        if (journal.LeftBehind.Count > 0)
            LogLeftBehind(logger, journal.LeftBehind.Count, string.Join(", ", journal.LeftBehind.Order()));
        return Task.CompletedTask;
    }

    [LoggerMessage(4002, LogLevel.Warning, "The last process ended with {Count} in work: {Ids}")]
    private static partial void LogLeftBehind(ILogger logger, int count, string ids);
}
