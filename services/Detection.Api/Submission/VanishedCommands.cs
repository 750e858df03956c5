using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Settings;
using Detection.Api.Workers;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>
/// Finds detections whose command is lost: the broker confirmed it, and yet neither a queue nor a worker has it (a purged queue, a broker
/// without its data, an event that never had a command). Each is sent once more, and fails if it is lost again.
/// </summary>
/// <remarks>
/// A detection counts as lost if it stayed as it is for <see cref="ApiOptions.VanishedSeconds"/> while, at every look of the sweep, no
/// queue had anything ready and no worker reported the detection. Each API process looks by itself: the database lets one of them send
/// again, and a second failure changes nothing. Not safe for concurrent use.
/// </remarks>
internal sealed partial class VanishedCommands(
    DetectionStore store,
    CommandLeases leases,
    BrokerMonitor broker,
    WorkerDirectory workers,
    IBlobStore blobs,
    CommandPublisher publisher,
    IOptions<ApiOptions> options,
    IOptions<BusOptions> bus,
    TimeProvider time,
    ILogger<VanishedCommands> logger)
{
    // The oldest. While no queue has anything, only what is in work is unfinished, unless commands are lost.
    private const int Most = 100_000;

    private readonly QuietTimes _quiet = new(
        TimeSpan.FromSeconds(options.Value.VanishedSeconds),
        TimeSpan.FromSeconds((3 * options.Value.SweepSeconds) + options.Value.ConfirmSeconds),
        time);

    /// <summary>Begins all times anew, since a look was not possible.</summary>
    public void Forget() => _quiet.Forget();

    /// <summary>Looks at the queues, the workers and the unfinished detections, and deals with those that are lost.</summary>
    /// <exception cref="BrokerUnavailableException">The broker went away meanwhile.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (bus.Value.IsInMemory)
            return;
        if (!await IsQuietAsync(cancellationToken))
        {
            Forget();
            return;
        }

        var inWork = workers.Alive().SelectMany(worker => worker.InWork ?? []).ToHashSet();
        foreach (var id in _quiet.Look(await UnfinishedAsync(cancellationToken), inWork))
        {
            if (await store.FindReadableAsync(id, cancellationToken) is { FinishedAt: null } detection)
                await GiveUpAsync(detection, cancellationToken);
        }
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        // A worker of an earlier version does not say what it has in work: nothing may be taken for lost beside it.
        if (workers.Alive().Any(worker => worker.InWork is null))
            return false;
        foreach (var queue in new[] { QueueNames.DetectImage, QueueNames.DetectionState })
        {
            if (await broker.ReadyMessagesAsync(queue, cancellationToken) != 0)
                return false;
        }

        return true;
    }

    private Task<List<UnfinishedDetection>> UnfinishedAsync(CancellationToken cancellationToken) => store.ReadAsync(
        context => context.Detections
            .Where(d => (d.CurrentState == DetectionStates.Queued || d.CurrentState == DetectionStates.Processing) && d.ConfirmedAt != null)
            .OrderBy(d => d.SortKey).Take(Most)
            .Select(d => new UnfinishedDetection(d.CorrelationId, d.StartedAt, d.RepublishedAt)).ToListAsync(cancellationToken),
        cancellationToken);

    private async Task GiveUpAsync(DetectionState detection, CancellationToken cancellationToken)
    {
        if (detection.RepublishedAt is null && await HasPictureAsync(detection, cancellationToken))
        {
            if (await leases.ReviveAsync(detection.CorrelationId, cancellationToken))
                LogSentAgain(logger, detection.CorrelationId, options.Value.VanishedSeconds);
            return;
        }

        var failure = new DetectionFailed
        {
            DetectionId = detection.CorrelationId,
            FailedAt = time.GetUtcNow(),
            Code = ErrorCodes.CommandLost,
            Message = detection.RepublishedAt is null
                ? "No command for this detection is on the bus or in work, and its picture is not in the store, so that it cannot be sent again."
                : "The command of this detection was lost, and so was the second one. Was a queue purged, or has the broker lost its data?",
            Retryable = true,
            Origin = detection.ToOrigin(),
        };
        await publisher.PublishAsync(failure, cancellationToken);
        LogLost(logger, detection.CorrelationId);
    }

    // An inline picture may be lost with its command.
    private async Task<bool> HasPictureAsync(DetectionState detection, CancellationToken cancellationToken)
    {
        await using var picture = await blobs.OpenImageAsync(detection, cancellationToken);
        return picture is not null;
    }

    [LoggerMessage(1151, LogLevel.Warning, "Detection {DetectionId} was unfinished for {Seconds} s with its command neither in a queue nor in work: it is sent again")]
    private static partial void LogSentAgain(ILogger logger, Guid detectionId, double seconds);

    [LoggerMessage(1152, LogLevel.Error, "Detection {DetectionId} fails: its command is lost")]
    private static partial void LogLost(ILogger logger, Guid detectionId);
}
