using Detection.Inference.Models;

namespace Detection.Inference.Detecting;

/// <summary>One object, in pixels of the upright picture, clipped to it.</summary>
/// <param name="ClassId">Index into <see cref="ModelInfo.Labels"/>.</param>
/// <param name="Label">The model's name of the class.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">0 or more.</param>
/// <param name="Height">0 or more.</param>
public readonly record struct FoundObject(
    int ClassId, string Label, float Confidence, float X, float Y, float Width, float Height);
