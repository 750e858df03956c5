namespace Detection.Contracts;

/// <summary>
/// Command: find the objects in one picture. Sent by the API for every REST submission, and by any other
/// service straight onto the bus; consumed by one worker and recorded by the saga.
/// </summary>
/// <remarks>Delivered at least once. The same <see cref="DetectionId"/> twice is the same detection.</remarks>
public sealed record DetectImage
{
    /// <summary>Identity of the detection, chosen by the sender; a new UUID for each picture.</summary>
    public Guid DetectionId { get; init; }

    /// <summary>The picture, by reference or inline.</summary>
    public ImageSource? Image { get; init; }

    /// <summary>What to look for and how; null for the defaults.</summary>
    public DetectionOptions? Options { get; init; }

    /// <summary>When the sender submitted it (UTC); the queue time counts from here. Null: unknown.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
}
