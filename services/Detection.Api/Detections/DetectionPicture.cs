using Detection.Contracts;
using Detection.Storage;
using MassTransit;

namespace Detection.Api.Detections;

/// <summary>
/// Tells whether a message is about the picture that a detection has. The first picture of an id is the detection; messages about
/// another one change nothing.
/// </summary>
/// <remarks>
/// A picture is known by its key, which has the content's hash. The key of an inline picture follows from its bytes. A message whose
/// key is missing, is no key at all, or has no hash (as workers of earlier versions send it) counts as about the first picture.
/// </remarks>
internal static class DetectionPicture
{
    public static bool IsItsPicture(BehaviorContext<DetectionState, DetectImage> context) => context.Saga.Has(KeyOf(context.Message));

    public static bool IsItsPicture(BehaviorContext<DetectionState, Fault<DetectImage>> context) => context.Saga.Has(KeyOf(context.Message.Message));

    public static bool IsItsPicture(BehaviorContext<DetectionState, DetectionStarted> context) => context.Saga.Has(context.Message.Origin);

    public static bool IsItsPicture(BehaviorContext<DetectionState, DetectionCompleted> context) => context.Saga.Has(context.Message.Origin);

    public static bool IsItsPicture(BehaviorContext<DetectionState, DetectionFailed> context) => context.Saga.Has(context.Message.Origin);

    /// <summary>Key of the picture that a command is for; of an inline one, the key that it gets once it is stored. Null: it has none.</summary>
    public static string? KeyOf(DetectImage command) => command.Image switch
    {
        { Blob: { } blob } => blob,
        { Content: { Length: > 0 } content } => BlobName.Image(command.DetectionId).KeyOf(content),
        _ => null,
    };

    /// <summary>What an event about a command that was not carried out repeats of it. Its inline picture is not in the store.</summary>
    public static DetectionOrigin OriginOf(DetectImage command) => new()
    {
        ImageBlob = command.Image?.Blob,
        ImageHash = command.Image is { Blob: null, Content: { Length: > 0 } content } ? BlobHash.Of(content) : null,
        Reference = command.Options?.Reference,
        SubmittedAt = command.SubmittedAt,
    };

    private static bool Has(this DetectionState detection, DetectionOrigin? origin) => detection.Has(
        origin?.ImageBlob ?? (BlobHash.IsValid(origin?.ImageHash) ? BlobName.Image(detection.CorrelationId).KeyOf(origin!.ImageHash!) : null));

    private static bool Has(this DetectionState detection, string? key) =>
        !Tells(detection.ImageBlob) || !Tells(key) || detection.ImageBlob == key;

    private static bool Tells(string? key) =>
        BlobKey.IsValid(key) && !(BlobName.TryParse(key, out _, out var hash) && hash is null);
}
