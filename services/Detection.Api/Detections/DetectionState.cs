using Detection.Api.Saga;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Detections;

/// <summary>One detection, from submission to its end: the saga's instance and the row that REST reads.</summary>
public sealed class DetectionState : SagaStateMachineInstance
{
    /// <summary>The detection's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>Name of a state of <see cref="DetectionStateMachine"/>.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>Concurrency token; grows with each update.</summary>
    public int Version { get; set; }

    /// <summary>Orders detections by <see cref="QueuedAt"/>, ties by id; also the cursor of the list.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>How often a start found that the last process had died while this detection was in work; counted where the bus is in memory.</summary>
    public int Recoveries { get; set; }

    /// <summary>When the API took it or first heard of it (UTC); of one that an API process refused, no later than that.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>When the broker confirmed the command (UTC); null: not yet, and the sweep publishes it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Until when one API process has the row to itself, to publish it (UTC); null or past: no process has.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When the command was published again because the detection had been unfinished for too long (UTC); null: never.</summary>
    public DateTimeOffset? RepublishedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Key of the original picture in the blob store; null until an inline picture is stored.</summary>
    public string? ImageBlob { get; set; }

    public string? AnnotatedBlob { get; set; }

    /// <summary>Pixels, upright; null until decoded.</summary>
    public int? ImageWidth { get; set; }

    /// <inheritdoc cref="ImageWidth"/>
    public int? ImageHeight { get; set; }

    public string? Reference { get; set; }

    /// <summary>What the command asked for, so that it can be published again.</summary>
    public DetectionOptions? Options { get; set; }

    public string? Worker { get; set; }

    public string? Model { get; set; }

    public string? Provider { get; set; }

    /// <summary>Null until completed.</summary>
    public IReadOnlyList<DetectedObject>? Detections { get; set; }

    public StageTimes? Stages { get; set; }

    /// <summary>One of <see cref="ErrorCodes"/>; null unless failed.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public bool? ErrorRetryable { get; set; }
}
