using System.ComponentModel.DataAnnotations;
using Detection.Api.Detections;
using Detection.Contracts;

namespace Detection.Api.Rest;

/// <summary>A detection as REST shows it.</summary>
/// <param name="Id">The detection's id.</param>
/// <param name="Status">Queued, Processing, Completed or Failed.</param>
/// <param name="Reference">The caller's own text.</param>
/// <param name="QueuedAt">When it was accepted (UTC).</param>
/// <param name="StartedAt">When a worker began (UTC).</param>
/// <param name="FinishedAt">When it ended (UTC).</param>
/// <param name="Stages">Milliseconds in each stage, once completed.</param>
/// <param name="Image">Size of the upright picture in pixels, once completed.</param>
/// <param name="Model">The model that ran.</param>
/// <param name="Provider">The execution provider that ran it.</param>
/// <param name="Worker">The worker that has or had it.</param>
/// <param name="Detections">The objects, strongest first; null until completed.</param>
/// <param name="Error">What went wrong; null unless failed.</param>
/// <param name="Links">Where the rest is.</param>
internal sealed record DetectionView(
    Guid Id,
    [property: AllowedValues(DetectionStates.Queued, DetectionStates.Processing, DetectionStates.Completed, DetectionStates.Failed)] string Status,
    string? Reference,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    StageTimes? Stages,
    ImageSize? Image,
    string? Model,
    string? Provider,
    string? Worker,
    IReadOnlyList<DetectedObject>? Detections,
    ErrorView? Error,
    LinksView Links)
{
    public static DetectionView Of(DetectionState d) => new(
        d.CorrelationId,
        d.CurrentState,
        d.Reference,
        d.QueuedAt,
        d.StartedAt,
        d.FinishedAt,
        d.Stages,
        d is { ImageWidth: { } width, ImageHeight: { } height } ? new ImageSize { Width = width, Height = height } : null,
        d.Model,
        d.Provider,
        d.Worker,
        d.Detections,
        d.ErrorCode is null ? null : new ErrorView(d.ErrorCode, d.ErrorMessage ?? "", d.ErrorRetryable ?? false),
        LinksView.Of(d));
}
