namespace Detection.Contracts;

/// <summary>Event: the picture has been searched; no objects is a result too. Published by the worker, consumed by the saga and by anyone who wants results pushed.</summary>
public sealed record DetectionCompleted
{
    public Guid DetectionId { get; init; }

    /// <summary>UTC, by the worker's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC, by the worker's clock.</summary>
    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>Name of the worker that did it.</summary>
    public string Worker { get; init; } = "";

    /// <summary>Size of the upright picture, in pixels; the boxes are in its coordinates.</summary>
    public ImageSize Image { get; init; } = new();

    /// <summary>Name of the model that ran.</summary>
    public string Model { get; init; } = "";

    /// <summary>ONNX Runtime execution provider that ran it: "CPU", "CUDA" or "TensorRT".</summary>
    public string Provider { get; init; } = "";

    /// <summary>Strongest first.</summary>
    public IReadOnlyList<DetectedObject> Detections { get; init; } = [];

    /// <summary>Where the time went.</summary>
    public StageTimes Stages { get; init; } = new();

    /// <summary>Key of the annotated JPEG in the blob store; null when none was asked for.</summary>
    public string? AnnotatedBlob { get; init; }

    /// <inheritdoc cref="DetectionStarted.Origin"/>
    public DetectionOrigin Origin { get; init; } = new();
}
