using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Worker.Metrics;
using Detection.Worker.Pipeline;
using Detection.Worker.Settings;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>
/// Takes commands and answers each with an event. What is wrong with the picture or the command is an answer too, and
/// acknowledged; what is wrong here is thrown, and left to the endpoint's retry and then to <see cref="Fault{T}"/>.
/// </summary>
internal sealed partial class DetectImageConsumer(
    DetectionPipeline pipeline,
    ConfirmedBus bus,
    WorkJournal journal,
    PicturesInWork inWork,
    WorkerIdentity identity,
    WorkerMetrics metrics,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<DetectImageConsumer> logger) : IConsumer<DetectImage>
{
    public async Task Consume(ConsumeContext<DetectImage> context)
    {
        var command = context.Message;
        if (command.DetectionId == Guid.Empty)
            throw new CommandWithoutIdException();

        using var entry = journal.Begin(command.DetectionId);
        using var reported = inWork.Begin(command.DetectionId);
        using var active = metrics.Begin();
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var job = new DetectionJob(command, time.GetUtcNow());
        // Confirmed while the picture is worked on, and before the end is published.
        var begin = new BeginNotice(options.Value.StartedAfter, time, () => PublishAsync(job.Started(identity.Name)));
        try
        {
            var completed = await pipeline.RunAsync(job, context.CancellationToken);
            await begin.EndAsync();
            await PublishAsync(completed);
            metrics.Completed(completed);
            LogCompleted(logger, command.DetectionId, completed.Detections.Count, completed.Stages.Total);
        }
        catch (DetectionRejectedException e)
        {
            await begin.EndAsync();
            await PublishAsync(job.Failed(e, identity.Name, time.GetUtcNow()));
            metrics.Failed(e.Code);
            LogRejected(logger, command.DetectionId, e.Code, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            metrics.Faulted(e);
            throw;
        }
        finally
        {
            // After a fault nobody waits for it any more; the fault is on its way, and its own end adds nothing to that.
            await attempt.CancelAsync();
            await begin.EndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task PublishAsync<T>(T message)
            where T : class =>
            bus.PublishUntilConfirmedAsync(message, context, attempt.Token);
    }

    [LoggerMessage(2001, LogLevel.Information, "Detection {DetectionId}: {Count} objects in {Milliseconds:0.0} ms")]
    private static partial void LogCompleted(ILogger logger, Guid detectionId, int count, double milliseconds);

    [LoggerMessage(2002, LogLevel.Information, "Detection {DetectionId} failed: {Code}: {Reason}")]
    private static partial void LogRejected(ILogger logger, Guid detectionId, string code, string reason);
}
