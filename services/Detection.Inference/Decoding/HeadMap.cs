using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Decoding;

/// <summary>The maps of one stride.</summary>
/// <param name="Boxes">float [1, 64, height, width].</param>
/// <param name="Scores">float [1, classes, height, width]; null until it is known.</param>
/// <param name="Height">Cells.</param>
/// <param name="Width">Cells.</param>
/// <param name="Stride">Pixels of the input from one cell to the next.</param>
internal readonly record struct HeadMap(OrtValue Boxes, OrtValue? Scores, int Height, int Width, float Stride)
{
    public int Cells => Height * Width;

    /// <param name="boxes">The map of boxes.</param>
    /// <param name="inputWidth">In pixels.</param>
    /// <exception cref="ModelOutputException">It has another shape.</exception>
    public static HeadMap Of(OrtValue boxes, int inputWidth)
    {
        var shape = boxes.GetTensorTypeAndShape().Shape;
        return shape is [1, HeadMaps.BoxChannels, > 0 and <= int.MaxValue, > 0 and <= int.MaxValue]
            ? new HeadMap(boxes, null, (int)shape[2], (int)shape[3], (float)inputWidth / shape[3])
            : throw Odd(shape, $"[1, {HeadMaps.BoxChannels}, height, width]");
    }

    public static ModelOutputException Odd(long[] shape, string expected) =>
        new($"The network's head put out [{string.Join(", ", shape)}]; expected {expected}.");
}
