using Detection.Api.Detections;
using Detection.Api.Submission;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>
/// Ends the detections whose command the broker gave up on, because it ended a worker process each time. The command
/// itself stays in the dead-letter queue for the operator; this is a copy.
/// </summary>
internal sealed partial class DeadCommandConsumer(
    CommandPublisher publisher, TimeProvider time, ILogger<DeadCommandConsumer> logger) : IConsumer<DetectImage>
{
    public async Task Consume(ConsumeContext<DetectImage> context)
    {
        var command = context.Message;
        LogDead(logger, command.DetectionId);
        var failure = new DetectionFailed
        {
            DetectionId = command.DetectionId,
            FailedAt = time.GetUtcNow(),
            Code = ErrorCodes.InferenceFailed,
            Message = "The workers ended or lost this picture too often; the broker put its command into the dead-letter queue.",
            Retryable = true,
            Origin = DetectionPicture.OriginOf(command),
        };
        await publisher.PublishFailureAsync(failure, context, context.CancellationToken);
    }

    [LoggerMessage(1201, LogLevel.Error, "The command of detection {DetectionId} was dead-lettered")]
    private static partial void LogDead(ILogger logger, Guid detectionId);
}
