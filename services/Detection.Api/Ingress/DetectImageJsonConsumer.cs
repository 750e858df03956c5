using Detection.Api.Checks;
using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Submission;
using Detection.Contracts;
using Detection.Imaging;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>
/// Plain JSON from a stranger: checks it, keeps its picture in the blob store, and publishes it as the command it is.
/// What cannot become a command goes to the error queue with the reason, and becomes a failed detection if it named a new one.
/// </summary>
internal sealed partial class DetectImageJsonConsumer(
    PictureIntake intake, DetectionStore store, CommandPublisher publisher, TimeProvider time, ILogger<DetectImageJsonConsumer> logger)
    : IConsumer<PlainCommand>
{
    public async Task Consume(ConsumeContext<PlainCommand> context)
    {
        var (read, faults) = context.Message;
        // The message's own id, where it has one, keeps a redelivery from becoming a second detection.
        var named = read.DetectionId == Guid.Empty ? context.CorrelationId ?? context.MessageId : read.DetectionId;
        var command = read with
        {
            DetectionId = named ?? Guid.CreateVersion7(time.GetUtcNow()),
            SubmittedAt = read.SubmittedAt ?? time.GetUtcNow(),
        };
        try
        {
            var admitted = await AdmitAsync(command, faults, context.CancellationToken);
            if (read.DetectionId == Guid.Empty)
                LogIdentified(logger, command.DetectionId, command.Options?.Reference);
            await publisher.PublishUntilConfirmedAsync(admitted, context, context.CancellationToken);
        }
        catch (CommandRefusedException e)
        {
            LogRefused(logger, command.DetectionId, e.Message);
            // Nobody can ask for an id that was made here: its sender looks into the error queue. A detection that exists has another
            // picture, and what is wrong with this one does not end it.
            if (named is null || await ExistsAsync(command.DetectionId, context.CancellationToken))
                throw;
            var failure = new DetectionFailed
            {
                DetectionId = command.DetectionId,
                FailedAt = time.GetUtcNow(),
                Code = e.Code,
                Message = e.Reason,
                Origin = DetectionPicture.OriginOf(command) with { ImageBlob = null },
            };
            await publisher.PublishFailureAsync(failure, context, context.CancellationToken);
            throw;
        }
    }

    private async Task<bool> ExistsAsync(Guid detectionId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.StateAsync(detectionId, cancellationToken) is not null;
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            // The saga tells pictures apart, too; only a message without any picture then ends a detection that exists.
            LogUnchecked(logger, detectionId, e.Message);
            return false;
        }
    }

    private async Task<DetectImage> AdmitAsync(DetectImage command, IReadOnlyList<InputFault> faults, CancellationToken cancellationToken)
    {
        if (faults.Count > 0)
            throw Refused([.. faults, .. FaultsOf(command.Image?.Content)]);
        if (command.Image is not { Content: { } content })
            return command;
        try
        {
            return command with { Image = new ImageSource { Blob = await intake.StoreInlineAsync(command.DetectionId, content, cancellationToken) } };
        }
        catch (ImageRejectedException e)
        {
            throw Refused([new InputFault(e.Problem.Code(), e.Message)]);
        }
    }

    // Looked at only to tell all faults at once: nothing is stored.
    private IEnumerable<InputFault> FaultsOf(byte[]? content) =>
        content is { Length: > 0 } && intake.ProblemOf(content) is { } e ? [new InputFault(e.Problem.Code(), e.Message)] : [];

    private static CommandRefusedException Refused(IReadOnlyList<InputFault> faults) => new(faults[0].Code, InputFault.Tell(faults));

    [LoggerMessage(1211, LogLevel.Information, "Plain JSON without an id became detection {DetectionId} (reference {Reference})")]
    private static partial void LogIdentified(ILogger logger, Guid detectionId, string? reference);

    [LoggerMessage(1212, LogLevel.Warning, "Plain JSON for detection {DetectionId} refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid detectionId, string reason);

    [LoggerMessage(1213, LogLevel.Warning, "Whether detection {DetectionId} exists could not be looked up: {Reason}")]
    private static partial void LogUnchecked(ILogger logger, Guid detectionId, string reason);
}
