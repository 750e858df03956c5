using System.Runtime.InteropServices;
using Detection.Inference.Onnx;

namespace Detection.Inference.Tests.Support;

/// <summary>
/// Models of a few nodes, with the interface of an export at 64x64 pixels, that put out what the test says: one thing on a
/// picture that has white in it, which the self-test's has not, and another on every other.
/// </summary>
internal static class SmallModel
{
    public const int Side = 64;

    /// <summary>Anchors of a YOLOv8 head at that size.</summary>
    public const int Anchors = 84;

    private const int Metadata = 14, IrVersion = 1;

    /// <param name="names">As the metadata has them.</param>
    /// <param name="rows">Rows of the output.</param>
    /// <param name="columns">Columns of the output.</param>
    /// <param name="usual">[rows, columns] on any picture.</param>
    /// <param name="onWhite">The same on one with white; null: no other.</param>
    /// <param name="properties">More metadata, or other.</param>
    public static byte[] Of(
        string names, int rows, int columns, float[] usual, float[]? onWhite = null, params ReadOnlySpan<(string Key, string? Value)> properties)
    {
        var graph = new ProtoWriter()
            .Message(OnnxSchema.Graph.Node, OnnxNode.Of("ReduceMax", ["images"], "brightest", OnnxNode.Int("keepdims", 0)))
            .Message(OnnxSchema.Graph.Node, OnnxNode.Of("Greater", ["brightest", "almost"], "hot"))
            .Message(OnnxSchema.Graph.Node, OnnxNode.Of("Where", ["hot", "white", "usual"], "output0"))
            .Message(OnnxSchema.Graph.Initializer, Tensor("almost", [0.995f]))
            .Message(OnnxSchema.Graph.Initializer, Tensor("usual", usual, 1, rows, columns))
            .Message(OnnxSchema.Graph.Initializer, Tensor("white", onWhite ?? usual, 1, rows, columns))
            .Message(OnnxSchema.Graph.Input, Value("images", 1, 3, Side, Side))
            .Message(OnnxSchema.Graph.Output, Value("output0", 1, rows, columns));
        var model = new ProtoWriter().Varint(IrVersion, 8).Message(OnnxSchema.Model.Graph, graph)
            .Message(OnnxSchema.Model.OpsetImport, new ProtoWriter().Varint(OnnxSchema.OpsetId.Version, 17));
        var metadata = new Dictionary<string, string?> { ["task"] = "detect", ["stride"] = "32", ["imgsz"] = "[64, 64]", ["names"] = names };
        foreach (var (key, value) in properties)
            metadata[key] = value;
        foreach (var (key, value) in metadata.Where(property => property.Value is not null))
            model.Message(Metadata, new ProtoWriter().Text(1, key).Text(2, value!));
        return model.Written.ToArray();
    }

    /// <summary>[4 + classes, <see cref="Anchors"/>] with these anchors first, and zeros.</summary>
    public static float[] Head(int classes, params float[][] anchors)
    {
        var output = new float[(4 + classes) * Anchors];
        for (var anchor = 0; anchor < anchors.Length; anchor++)
        {
            for (var row = 0; row < anchors[anchor].Length; row++)
                output[(row * Anchors) + anchor] = anchors[anchor][row];
        }

        return output;
    }

    /// <summary>[places, 6] with these boxes first, and zeros.</summary>
    public static float[] List(int places, params float[][] boxes)
    {
        var output = new float[6 * places];
        for (var box = 0; box < boxes.Length; box++)
            boxes[box].CopyTo(output, 6 * box);
        return output;
    }

    private static ProtoWriter Tensor(string name, float[] values, params ReadOnlySpan<int> dims)
    {
        var tensor = new ProtoWriter().Varint(OnnxSchema.Tensor.DataType, OnnxSchema.Element.Float).Text(OnnxSchema.Tensor.Name, name);
        foreach (var dim in dims)
            tensor.Varint(OnnxSchema.Tensor.Dims, (ulong)dim);
        return tensor.Bytes(OnnxSchema.Tensor.RawData, MemoryMarshal.AsBytes<float>(values));
    }

    private static ProtoWriter Value(string name, params ReadOnlySpan<int> dims)
    {
        var shape = new ProtoWriter();
        foreach (var dim in dims)
            shape.Message(OnnxSchema.Shape.Dim, new ProtoWriter().Varint(OnnxSchema.Shape.DimValue, (ulong)dim));
        var tensor = new ProtoWriter().Varint(OnnxSchema.Type.ElementType, OnnxSchema.Element.Float).Message(OnnxSchema.Type.Shape, shape);
        return new ProtoWriter().Text(OnnxSchema.ValueInfo.Name, name)
            .Message(OnnxSchema.ValueInfo.Type, new ProtoWriter().Message(OnnxSchema.Type.Tensor, tensor));
    }
}
