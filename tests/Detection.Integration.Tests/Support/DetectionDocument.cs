using Detection.Contracts;

namespace Detection.Integration.Tests.Support;

/// <summary>A detection as a client of the REST interface reads it.</summary>
public sealed record DetectionDocument(
    Guid Id,
    string Status,
    string? Reference,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    StageTimes? Stages,
    ImageSize? Image,
    string? Model,
    string? Worker,
    IReadOnlyList<DetectedObject>? Detections,
    DetectionDocument.Failure? Error,
    DetectionDocument.Paths Links)
{
    public bool IsFinished => Status is "Completed" or "Failed";

    public sealed record Failure(string Code, string Message, bool Retryable);

    public sealed record Paths(string Self, string? Image, string? Annotated);

    /// <summary>A page of the list.</summary>
    public sealed record Page(IReadOnlyList<DetectionDocument> Items, string? Next);
}
