using Detection.Api.Submission;
using Detection.Contracts;
using Detection.Imaging;
using Detection.Storage;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>
/// Plain JSON from a stranger: checks it, keeps its picture in the blob store, and publishes it as the command it is.
/// What cannot become a command goes to the error queue with the reason, and ends its detection if it named one.
/// </summary>
internal sealed partial class DetectImageJsonConsumer(
    PictureIntake intake, CommandPublisher publisher, TimeProvider time, ILogger<DetectImageJsonConsumer> logger) : IConsumer<DetectImage>
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
            // An id that was made here is nobody's to ask for: the error queue is where that sender looks.
            if (context.Message.DetectionId == Guid.Empty)
                throw;
            var failure = new DetectionFailed
            {
                DetectionId = command.DetectionId,
                FailedAt = time.GetUtcNow(),
                Code = e.Code,
                Message = e.Reason,
                Origin = new DetectionOrigin { Reference = command.Options?.Reference, SubmittedAt = command.SubmittedAt },
            };
            await publisher.PublishFailureAsync(failure, context, context.CancellationToken);
            throw;
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
}
