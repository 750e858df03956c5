using Detection.Inference.Decoding;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Checks the shape of a network's output.</summary>
internal static class OutputShape
{
    /// <summary>Anchors of a picture; where the output is a list, its places for boxes.</summary>
    /// <param name="output">Should be [count, rows, anchors], or [count, boxes, 6].</param>
    /// <param name="count">Pictures that ran.</param>
    /// <param name="spec">Of the model.</param>
    /// <exception cref="ModelOutputException">It has another shape.</exception>
    public static int Anchors(OrtValue output, int count, SlotSpec spec) =>
        (spec.Output, output.GetTensorTypeAndShape().Shape) switch
        {
            (OutputKind.List, [var pictures, > 0 and <= int.MaxValue and var boxes, BoxList.Columns]) when pictures == count => (int)boxes,
            (OutputKind.Boxes, [var pictures, var rows, > 0 and <= int.MaxValue and var anchors]) when pictures == count && rows == spec.Rows => (int)anchors,
            (var kind, var shape) => throw new ModelOutputException(
                $"The network put out [{string.Join(", ", shape)}]; expected "
                + $"{(kind == OutputKind.List ? $"[{count}, boxes, {BoxList.Columns}]" : $"[{count}, {spec.Rows}, anchors]")}."),
        };
}
