namespace Detection.Contracts;

/// <summary>
/// What every event repeats of the command it answers. Events may overtake the command and each other;
/// with this, each of them alone is enough to know the detection.
/// </summary>
public sealed record DetectionOrigin
{
    /// <summary>Key of the original picture in the blob store; null when it never got there.</summary>
    public string? ImageBlob { get; init; }

    /// <summary>
    /// Hash of the encoded picture, where <see cref="ImageBlob"/> is null: the first 32 hexadecimal digits of its SHA-256, in lower
    /// case. It tells two pictures with one detection id apart. Null: unknown.
    /// </summary>
    public string? ImageHash { get; init; }

    /// <summary>The caller's own text.</summary>
    public string? Reference { get; init; }

    /// <summary>When the sender submitted it (UTC), if it said so.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
}
