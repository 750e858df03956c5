using Detection.Inference.Decoding;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>
/// Ends a model where its head's convolutions end. What follows them turns every anchor's numbers into a box and scores: a
/// tenth of a small network's time on a CPU, for thousands of anchors of which a few dozen count.
/// <see cref="HeadDecoder"/> does the same for those alone.
/// </summary>
/// <remarks>
/// 1. From the output go back over the nodes to the first convolutions on every way, past the one that takes the mean of a
/// side's distribution: one channel of sixteen. 2. There must be a pair for each stride: one with the distributions' channels,
/// one with a channel for each class. 3. Write the file again with them as outputs, boxes first, and with the nodes alone that
/// lead there. Whether it was such a head, the self-test tells: it compares with the whole model.
/// </remarks>
internal static class HeadRewriter
{
    /// <summary>The rewritten model; <paramref name="problem"/> where this one cannot be.</summary>
    /// <param name="model">All bytes of an .onnx file.</param>
    /// <param name="output">Name of its output.</param>
    /// <param name="classes">How many it has.</param>
    /// <param name="problem">Why there is none, to follow "because"; null where there is one.</param>
    public static byte[]? Rewrite(ReadOnlySpan<byte> model, string output, int classes, out string? problem)
    {
        try
        {
            var graph = NodeGraph.Of(model);
            var ends = graph.LastConvolutions(output, static weights => weights is { Out: 1, In: HeadMaps.Bins });
            var boxes = ends.Where(end => end.Channels == HeadMaps.BoxChannels).Select(end => end.Output).ToArray();
            var scores = ends.Where(end => end.Channels == classes).Select(end => end.Output).ToArray();
            problem = graph.Nodes.Any(node => node.HasGraph) ? "some of its nodes have graphs of their own"
                : classes == HeadMaps.BoxChannels ? $"with {classes} classes, boxes and scores look alike"
                : boxes.Length == 0 || boxes.Length != scores.Length || boxes.Length + scores.Length != ends.Count
                    ? "its head does not end in convolutions for boxes and as many for scores"
                : null;
            return problem is null ? Rewrite(model, graph, [.. boxes, .. scores]) : null;
        }
        catch (InvalidDataException e)
        {
            problem = $"the file is no ONNX model ({e.Message})";
            return null;
        }
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> model, NodeGraph graph, string[] outputs)
    {
        var content = model[graph.Field.Content];
        var ends = Outputs(outputs).Written;
        var (kept, stays) = (graph.Before(outputs), new List<Range>());
        var (length, node) = (ends.Length, 0);
        for (var reader = new ProtoReader(content); reader.Next(out var field);)
        {
            if (field.IsBytes(Graph.Output) || (field.IsBytes(Graph.Node) && !kept.Contains(graph.Nodes[node++])))
                continue;
            stays.Add(field.Start..field.End);
            length += field.End - field.Start;
        }

        var rewritten = new GraphWriter(model, graph.Field, length);
        foreach (var field in stays)
            rewritten.Append(content[field]);
        rewritten.Append(ends);
        return rewritten.End();
    }

    private static ProtoWriter Outputs(string[] names)
    {
        var type = new ProtoWriter().Message(OnnxSchema.Type.Tensor, new ProtoWriter().Varint(OnnxSchema.Type.ElementType, Element.Float));
        var outputs = new ProtoWriter();
        foreach (var name in names)
            outputs.Message(Graph.Output, new ProtoWriter().Text(ValueInfo.Name, name).Message(ValueInfo.Type, type));
        return outputs;
    }
}
