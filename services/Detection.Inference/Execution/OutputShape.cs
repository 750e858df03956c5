using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Checks what a network put out.</summary>
internal static class OutputShape
{
    /// <summary>Anchors of a picture.</summary>
    /// <param name="output">What should be [count, rows, anchors].</param>
    /// <param name="count">Pictures that ran.</param>
    /// <param name="rows">4 + classes.</param>
    /// <exception cref="InferenceException">It has another shape.</exception>
    public static int Anchors(OrtValue output, int count, int rows) =>
        output.GetTensorTypeAndShape().Shape is var shape && shape is [var pictures, var found, > 0 and <= int.MaxValue and var anchors]
        && pictures == count && found == rows
            ? (int)anchors
            : throw new InferenceException($"The network put out [{string.Join(", ", shape)}]; expected [{count}, {rows}, anchors].");
}
