using System.Text.Json.Serialization;

namespace Detection.Contracts;

/// <summary>What to look for and how. Every property is optional; null means the service's default.</summary>
public sealed record DetectionOptions
{
    /// <summary>Lowest confidence to report, 0 to 1. Default 0.25.</summary>
    public double? Confidence { get; init; }

    /// <summary>Overlap (intersection over union) above which non-maximum suppression drops the weaker of two boxes of one class, 0 to 1. Default 0.7.</summary>
    [JsonPropertyName("iou")] // as REST calls it; the naming policy would make it "ioU"
    public double? IoU { get; init; }

    /// <summary>Classes to report, each a label ("person") or an id ("0"). Null or empty: all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Most objects to report, strongest first, 1 to 1000. Default 300.</summary>
    public int? MaxDetections { get; init; }

    /// <summary>Name of the model to run; null: the worker's default model.</summary>
    public string? Model { get; init; }

    /// <summary>Whether to draw and store the annotated picture. Default true.</summary>
    public bool? Annotate { get; init; }

    /// <summary>The caller's own text (a camera, an order number), up to 256 characters; comes back unchanged and can be filtered by.</summary>
    public string? Reference { get; init; }
}
