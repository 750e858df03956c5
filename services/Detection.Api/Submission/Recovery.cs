using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>
/// Publishes again what a crash left unpublished: at start, and then periodically. With the transport in memory the
/// queue itself is gone after a restart, so at start everything unfinished runs again; what was in work when the process
/// died (<see cref="WorkJournal"/>) runs again only so often.
/// </summary>
internal sealed partial class Recovery(
    DatabaseReadiness database,
    IDbContextFactory<DetectionDbContext> contexts,
    WriteGate gate,
    CommandPublisher publisher,
    ConfirmedCommands confirmed,
    WorkJournal journal,
    IOptions<ApiOptions> api,
    IOptions<BusOptions> bus,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Recovery> logger) : BackgroundService
{
    private const int Page = 200;
    private const int MaxRecoveries = 3;

    private DateTimeOffset _start;

    /// <summary>Notes the time: what is older is of an earlier process. Hosted services start before the server and its requests.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _start = time.GetUtcNow();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ApplicationStarted.WaitAsync(stoppingToken);
        await database.WaitAsync(stoppingToken);
        if (bus.Value.IsInMemory)
            await RequeueAsync(_start, stoppingToken);

        // Younger ones are still in the hands of the request that inserted them.
        var grace = TimeSpan.FromSeconds(2 * api.Value.ConfirmSeconds + api.Value.SweepSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(api.Value.SweepSeconds), time);
        for (var before = _start; ; before = time.GetUtcNow() - grace)
        {
            try
            {
                await PublishSubmittedAsync(before, stoppingToken);
            }
            catch (Exception e) when (e is BrokerUnavailableException || DatabaseFault.Is(e))
            {
                LogPostponed(logger, e.Message);
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    // The queue died with the last process: whatever it held is to be submitted anew.
    private async Task RequeueAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (after, count, failed) = ("", 0, 0);
        while (true)
        {
            var page = await context.Detections
                .Where(d => d.CurrentState == DetectionStates.Submitted || d.CurrentState == DetectionStates.Queued || d.CurrentState == DetectionStates.Processing)
                .Where(d => d.QueuedAt < before && string.Compare(d.SortKey, after) > 0)
                .OrderBy(d => d.SortKey).Take(Page).ToListAsync(cancellationToken);
            if (page.Count == 0)
                break;

            foreach (var detection in page)
            {
                // One that was in work may be what ended the process; it does not get to do so for ever. The states lag behind:
                // a picture can end the process before it is marked as Queued.
                if (journal.LeftBehind.Contains(detection.CorrelationId) && ++detection.Recoveries > MaxRecoveries)
                {
                    detection.CurrentState = DetectionStates.Failed;
                    detection.Fail(time.GetUtcNow(), ErrorCodes.InferenceFailed, $"The process ended {detection.Recoveries} times while it worked on this picture.", retryable: false);
                    failed++;
                    continue;
                }

                detection.CurrentState = DetectionStates.Submitted;
                detection.StartedAt = null;
                count++;
            }

            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
            after = page[^1].SortKey;
        }

        if (count + failed > 0)
            LogRequeued(logger, count, failed);
    }

    private async Task PublishSubmittedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var page = await context.Detections.AsNoTracking()
                .Where(d => d.CurrentState == DetectionStates.Submitted && d.QueuedAt < before && string.Compare(d.SortKey, after) > 0)
                .OrderBy(d => d.SortKey).Take(Page).ToListAsync(cancellationToken);
            if (page.Count == 0)
                return;

            foreach (var detection in page)
            {
                await publisher.SendAsync(detection.ToCommand(), cancellationToken);
                confirmed.Add(detection.CorrelationId);
            }

            after = page[^1].SortKey;
            LogPublished(logger, page.Count);
        }
    }

    [LoggerMessage(1111, LogLevel.Information, "{Count} unfinished detections of the last run go back into the queue; {Failed} ended the process too often and failed")]
    private static partial void LogRequeued(ILogger logger, int count, int failed);

    [LoggerMessage(1112, LogLevel.Information, "Published {Count} submissions whose command was never confirmed")]
    private static partial void LogPublished(ILogger logger, int count);

    [LoggerMessage(1113, LogLevel.Warning, "Unconfirmed submissions wait for the next sweep: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
