using Detection.Contracts;
using Detection.Storage;

namespace Detection.Worker.Pipeline;

/// <summary>One command on its way through the pipeline.</summary>
internal sealed class DetectionJob(DetectImage command, DateTimeOffset startedAt)
{
    private string? _imageHash;

    public DetectImage Command { get; } = command;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Key of the original picture; null for an inline one until it is stored.</summary>
    public string? ImageBlob { get; set; } = command.Image?.Blob;

    /// <summary>What every event repeats.</summary>
    public DetectionOrigin Origin => new()
    {
        ImageBlob = ImageBlob,
        ImageHash = ImageBlob is null ? ImageHash : null,
        Reference = Command.Options?.Reference,
        SubmittedAt = Command.SubmittedAt,
    };

    // The key of a stored picture has it.
    private string? ImageHash => _imageHash ??= Command.Image?.Content is { Length: > 0 } content ? BlobHash.Of(content) : null;

    /// <summary>Milliseconds from submission to start; 0 where unknown, or where the sender's clock is ahead.</summary>
    public double QueueMilliseconds =>
        Command.SubmittedAt is { } submitted ? Math.Max(0, (StartedAt - submitted).TotalMilliseconds) : 0;

    /// <summary>The event of the begin.</summary>
    public DetectionStarted Started(string worker) => new()
    {
        DetectionId = Command.DetectionId,
        StartedAt = StartedAt,
        Worker = worker,
        Origin = Origin,
    };

    /// <summary>The event of a rejection.</summary>
    public DetectionFailed Failed(DetectionRejectedException reason, string worker, DateTimeOffset at) => new()
    {
        DetectionId = Command.DetectionId,
        StartedAt = StartedAt,
        FailedAt = at,
        Worker = worker,
        Code = reason.Code,
        Message = reason.Message,
        Origin = Origin,
    };
}
