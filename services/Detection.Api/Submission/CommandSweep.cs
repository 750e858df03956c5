using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Storage;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>
/// Sends the commands that no broker has confirmed: of requests whose confirm did not come, of processes that died, after a start in
/// one process everything unfinished, and those that <see cref="VanishedCommands"/> misses. Runs in every API process.
/// </summary>
internal sealed partial class CommandSweep(
    DatabaseReadiness database,
    BrokerMonitor broker,
    CommandLeases leases,
    VanishedCommands vanished,
    CommandPublisher publisher,
    SentCommands sent,
    IOptions<ApiOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<CommandSweep> logger) : BackgroundService
{
    private const int Page = 200;
    private const int MaxRecoveries = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ApplicationStarted.WaitAsync(stoppingToken);
        await database.WaitAsync(stoppingToken);
        await SweepAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync(stoppingToken);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (broker.State != BrokerState.Ready)
        {
            vanished.Forget();
            return;
        }

        try
        {
            await vanished.LookAsync(cancellationToken);
            await SendAllAsync(cancellationToken);
        }
        catch (Exception e) when (e is BrokerUnavailableException or StorageUnavailableException || DatabaseFault.Is(e))
        {
            vanished.Forget();
            LogPostponed(logger, e.Message);
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        while (await leases.ClaimAsync(Page, cancellationToken) is { Count: > 0 } claimed)
        {
            var done = 0;
            try
            {
                for (; done < claimed.Count; done++)
                    await SendAsync(claimed[done], cancellationToken);
            }
            finally
            {
                foreach (var detection in claimed.Skip(done))
                    sent.GivenUp(detection.CorrelationId);
            }

            LogSent(logger, claimed.Count);
        }
    }

    private async Task SendAsync(DetectionState detection, CancellationToken cancellationToken)
    {
        // It was in work each time that the process died: it may be the cause, and does not get to do so for ever.
        if (detection.Recoveries > MaxRecoveries)
        {
            await publisher.PublishAsync(
                new DetectionFailed
                {
                    DetectionId = detection.CorrelationId,
                    FailedAt = time.GetUtcNow(),
                    Code = ErrorCodes.InferenceFailed,
                    Message = $"The process ended {detection.Recoveries} times while it worked on this picture.",
                    Origin = detection.ToOrigin(),
                },
                cancellationToken);
            LogEnded(logger, detection.CorrelationId, detection.Recoveries);
            return;
        }

        if (detection is { CurrentState: DetectionStates.Processing, StartedAt: { } startedAt })
        {
            await publisher.PublishAsync(
                new DetectionRequeued
                {
                    DetectionId = detection.CorrelationId,
                    RequeuedAt = time.GetUtcNow(),
                    StartedAt = startedAt,
                    Reason = "No worker has it in work any more; its command is sent again.",
                },
                cancellationToken);
        }

        await publisher.SendAsync(detection.ToCommand(), cancellationToken);
        sent.Confirmed(detection.CorrelationId);
    }

    [LoggerMessage(1112, LogLevel.Information, "Sent {Count} commands that no broker had confirmed")]
    private static partial void LogSent(ILogger logger, int count);

    [LoggerMessage(1113, LogLevel.Warning, "Commands that no broker has confirmed wait for the next sweep: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);

    [LoggerMessage(1114, LogLevel.Error, "Detection {DetectionId} fails: the process ended {Count} times while it worked on its picture")]
    private static partial void LogEnded(ILogger logger, Guid detectionId, int count);
}
