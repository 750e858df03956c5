using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Api.Submission;
using Detection.Contracts;
using Detection.Imaging;
using Detection.Storage;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>
/// Plain JSON from a stranger: checks it, keeps its picture in the blob store, and publishes it as the command it is.
/// What cannot become a command goes to the error queue with the reason, and becomes a failed detection if it named a new one.
/// </summary>
internal sealed partial class DetectImageJsonConsumer(
    PictureIntake intake, DetectionStore store, CommandPublisher publisher, TimeProvider time, ILogger<DetectImageJsonConsumer> logger)
    : IConsumer<DetectImage>
{
    public async Task Consume(ConsumeContext<DetectImage> context)
    {
        var command = Identified(context);
        try
        {
            await publisher.PublishUntilConfirmedAsync(await AdmitAsync(command, context.CancellationToken), context, context.CancellationToken);
        }
        catch (CommandRefusedException e)
        {
            LogRefused(logger, command.DetectionId, e.Message);
            // Nobody can ask for an id that was made here: its sender looks into the error queue. A detection that exists has another
            // picture, and what is wrong with this one does not end it.
            if (context.Message.DetectionId == Guid.Empty || await ExistsAsync(command.DetectionId, context.CancellationToken))
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

    private DetectImage Identified(ConsumeContext<DetectImage> context)
    {
        var command = context.Message with { SubmittedAt = context.Message.SubmittedAt ?? time.GetUtcNow() };
        if (command.DetectionId != Guid.Empty)
            return command;

        // The message's own id, where it has one, keeps a redelivery from becoming a second detection.
        command = command with { DetectionId = context.CorrelationId ?? context.MessageId ?? Guid.CreateVersion7(time.GetUtcNow()) };
        LogIdentified(logger, command.DetectionId, command.Options?.Reference);
        return command;
    }

    private async Task<DetectImage> AdmitAsync(DetectImage command, CancellationToken cancellationToken)
    {
        if (OptionRanges.Explain(command.Options) is { Count: > 0 } errors)
            throw new CommandRefusedException(ErrorCodes.OptionsInvalid, string.Join(" ", errors));

        switch (command.Image)
        {
            case { Content: { Length: > 0 } content, Blob: null }:
                return command with { Image = new ImageSource { Blob = await StoreAsync(command.DetectionId, content, cancellationToken) } };
            case { Content: null, Blob: { } blob }:
                if (!BlobKey.IsValid(blob))
                    throw new CommandRefusedException(ErrorCodes.ImageMissing, "image.blob is not a key of the blob store.");
                return command;
            case { Content: { }, Blob: { } }:
                throw new CommandRefusedException(ErrorCodes.OptionsInvalid, "image has both content and blob; give one.");
            case { Content: { Length: 0 } }:
                throw new CommandRefusedException(ErrorCodes.ImageEmpty, "image.content is empty.");
            default:
                throw new CommandRefusedException(
                    ErrorCodes.ImageMissing, "No image: give {\"image\": {\"content\": \"<Base64 of a JPEG, PNG or WebP>\"}}.");
        }
    }

    private async Task<string> StoreAsync(Guid detectionId, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            return await intake.StoreInlineAsync(detectionId, content, cancellationToken);
        }
        catch (ImageRejectedException e)
        {
            throw new CommandRefusedException(e.Problem.Code(), e.Message);
        }
    }

    [LoggerMessage(1211, LogLevel.Information, "Plain JSON without an id became detection {DetectionId} (reference {Reference})")]
    private static partial void LogIdentified(ILogger logger, Guid detectionId, string? reference);

    [LoggerMessage(1212, LogLevel.Warning, "Plain JSON for detection {DetectionId} refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid detectionId, string reason);

    [LoggerMessage(1213, LogLevel.Warning, "Whether detection {DetectionId} exists could not be looked up: {Reason}")]
    private static partial void LogUnchecked(ILogger logger, Guid detectionId, string reason);
}
