using System.Runtime.InteropServices;
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

    /// <summary>With its last scores masked by its own graph, as is done to models that should not tell of a class.</summary>
    /// <param name="model">Its output is made by one of its nodes under that name.</param>
    /// <param name="rows">4 + classes of it.</param>
    public static byte[] WithLastClassMasked(byte[] model, int rows)
    {
        var hidden = "outputX"u8;
        var changed = model.ToArray();
        hidden.CopyTo(changed.AsSpan(model.AsSpan().IndexOf("output0"u8)));
        var mask = Enumerable.Repeat(1f, rows - 1).Append(0f).ToArray();
        var weights = Weights("mask", MemoryMarshal.AsBytes<float>(mask), 1, rows, 1);
        return WithGraphEnd(changed, new ProtoWriter().Message(OnnxSchema.Graph.Initializer, weights)
            .Message(OnnxSchema.Graph.Node, OnnxNode.Of("Mul", ["outputX", "mask"], "output0")).Written);
    }

    /// <summary>
    /// A model of two convolutions on the same input and a third on the first one: <c>boxes</c>, <c>scores</c> and <c>mean</c>;
    /// <c>output0</c> is made of the last two.
    /// </summary>
    /// <param name="boxes">Channels.</param>
    /// <param name="scores">Channels.</param>
    /// <param name="bins">Channels that go into the third, which has one.</param>
    public static byte[] OfThreeConvolutions(int boxes, int scores, int bins)
    {
        var graph = new ProtoWriter();
        foreach (var node in new[]
        {
            OnnxNode.Of("Conv", ["images", "w1"], "boxes"), OnnxNode.Of("Conv", ["images", "w2"], "scores"),
            OnnxNode.Of("Conv", ["boxes", "w3"], "mean"), OnnxNode.Of("Concat", ["mean", "scores"], "output0"),
        })
            graph.Message(OnnxSchema.Graph.Node, node);
        foreach (var weights in new[] { Weights("w1", [], boxes, 8, 1, 1), Weights("w2", [], scores, 8, 1, 1), Weights("w3", [], 1, bins, 1, 1) })
            graph.Message(OnnxSchema.Graph.Initializer, weights);
        return new ProtoWriter().Message(OnnxSchema.Model.Graph, graph).Written.ToArray();
    }

    private static ProtoWriter Weights(string name, ReadOnlySpan<byte> values, params ReadOnlySpan<int> dims)
    {
        var weights = new ProtoWriter().Varint(OnnxSchema.Tensor.DataType, OnnxSchema.Element.Float).Text(OnnxSchema.Tensor.Name, name);
        foreach (var dim in dims)
            weights.Varint(OnnxSchema.Tensor.Dims, (ulong)dim);
        return weights.Bytes(OnnxSchema.Tensor.RawData, values);
    }

    private static byte[] WithGraphEnd(ReadOnlySpan<byte> model, ReadOnlySpan<byte> end)
    {
        var graph = GraphScan.Of(model).Graph;
        var longer = new ProtoWriter().Bytes(OnnxSchema.Model.Graph, [.. model[graph.Content], .. end]).Written;
        return [.. model[..graph.Start], .. longer, .. model[graph.End..]];
    }
}
