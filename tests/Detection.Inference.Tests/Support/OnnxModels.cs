using Detection.Inference.Onnx;

namespace Detection.Inference.Tests.Support;

/// <summary>Changes models for tests.</summary>
internal static class OnnxModels
{
    private const int GraphDocString = 10;

    /// <summary>With another weight, of one float, that lies in a file beside the model.</summary>
    public static byte[] WithExternalWeight(byte[] model, string file)
    {
        const int dims = 1, type = 2, name = 8, key = 1, value = 2;
        var weight = new ProtoWriter().Varint(dims, 1).Varint(type, OnnxSchema.Element.Float).Text(name, "far")
            .Message(OnnxSchema.Tensor.ExternalData, new ProtoWriter().Text(key, "location").Text(value, file))
            .Varint(OnnxSchema.Tensor.DataLocation, 1);
        return WithGraphEnd(model, new ProtoWriter().Message(OnnxSchema.Graph.Initializer, weight).Written);
    }

    /// <summary>With a remark in the graph.</summary>
    public static byte[] WithDocString(byte[] model, string text) =>
        WithGraphEnd(model, new ProtoWriter().Text(GraphDocString, text).Written);

    private static byte[] WithGraphEnd(ReadOnlySpan<byte> model, ReadOnlySpan<byte> end)
    {
        var graph = GraphScan.Of(model).Graph;
        var longer = new ProtoWriter().Bytes(OnnxSchema.Model.Graph, [.. model[graph.Content], .. end]).Written;
        return [.. model[..graph.Start], .. longer, .. model[graph.End..]];
    }
}
