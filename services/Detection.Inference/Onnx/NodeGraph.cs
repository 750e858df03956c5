using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>The nodes of a model's graph, and which makes what.</summary>
internal sealed class NodeGraph
{
    private readonly Dictionary<string, GraphNode> _makers = [];
    private readonly Dictionary<string, long> _channels = [];

    /// <summary>The graph within the model.</summary>
    public ProtoField Field { get; private init; }

    /// <summary>Whether a node has a graph of its own.</summary>
    public bool HasSubgraphs { get; private set; }

    /// <exception cref="InvalidDataException">These bytes are no ONNX model.</exception>
    public static NodeGraph Of(ReadOnlySpan<byte> model)
    {
        var graph = new NodeGraph { Field = GraphScan.FindGraph(model) };
        var content = model[graph.Field.Content];
        for (var reader = new ProtoReader(content); reader.Next(out var field);)
        {
            if (field.IsBytes(Graph.Initializer))
                graph.Add(GraphTensor.Read(content[field.Content]));
            else if (field.IsBytes(Graph.Node))
                graph.Add(GraphNode.Read(content[field.Content]));
        }

        return graph;
    }

    /// <summary>
    /// The first convolutions on every way back from a value, with their channels; those with a single channel are passed.
    /// Nothing where a convolution's channels cannot be told.
    /// </summary>
    public IReadOnlyList<(string Output, long Channels)> LastConvolutions(string value)
    {
        var found = new List<(string, long)>();
        var unknown = false;
        Walk([value], node =>
        {
            // How large a map is says nothing of what is in it.
            if (node.OpType != "Conv")
                return node.OpType != "Shape";
            var channels = node.Inputs.Count > 1 ? ChannelsOf(node.Inputs[1]) : 0;
            unknown |= channels == 0;
            if (channels > 1)
                found.Add((node.Outputs[0], channels));
            return channels == 1;
        });
        return unknown ? [] : found;
    }

    /// <summary>The values of all nodes that lead to some values, these included.</summary>
    public IReadOnlySet<string> Before(IEnumerable<string> values)
    {
        var names = new HashSet<string>();
        Walk(values, node =>
        {
            names.UnionWith(node.Outputs);
            return true;
        });
        return names;
    }

    private void Add(GraphTensor tensor) => _channels[tensor.Name] = tensor.Channels;

    private void Add(GraphNode node)
    {
        HasSubgraphs |= node.HasGraph;
        foreach (var output in node.Outputs)
            _makers[output] = node;
    }

    // Weights may be kept in half precision, and are cast when they are loaded.
    private long ChannelsOf(string weights) =>
        _channels.TryGetValue(weights, out var channels) ? channels
        : !_makers.TryGetValue(weights, out var maker) ? 0
        : maker.OpType is "Cast" or "Identity" ? ChannelsOf(maker.Inputs[0])
        : maker.Channels;

    /// <summary>Visits each node that leads to some values once; the ways behind one go on where the visitor says so.</summary>
    private void Walk(IEnumerable<string> values, Func<GraphNode, bool> visit)
    {
        var seen = new HashSet<GraphNode>(ReferenceEqualityComparer.Instance);
        var open = new Queue<string>(values);
        while (open.TryDequeue(out var value))
        {
            if (!_makers.TryGetValue(value, out var node) || !seen.Add(node) || !visit(node))
                continue;
            foreach (var input in node.Inputs)
                open.Enqueue(input);
        }
    }
}
