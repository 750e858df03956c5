using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>The nodes of a model's graph, and which makes what.</summary>
internal sealed class NodeGraph
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, GraphNode> _makers = [];
    private readonly Dictionary<string, GraphTensor> _weights = [];

    /// <summary>The graph within the model.</summary>
    public ProtoField Field { get; private init; }

    /// <summary>The nodes, in the order of their fields.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

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

    /// <summary>The first convolutions on every way back from a value, past those that <paramref name="passes"/> takes.</summary>
    /// <param name="value">Name of the value.</param>
    /// <param name="passes">Looks at a convolution's weights.</param>
    /// <returns>Name of each one's output, and channels; nothing where a convolution's weights are not in the file.</returns>
    public IReadOnlyList<(string Output, long Channels)> LastConvolutions(string value, Predicate<GraphTensor> passes)
    {
        var found = new List<(string, long)>();
        var unknown = false;
        Walk([value], node =>
        {
            // How large a map is says nothing of what is in it.
            if (node.OpType != "Conv")
                return node.OpType != "Shape";
            var weights = node.Inputs.Count > 1 ? WeightsOf(node.Inputs[1]) : default;
            unknown |= weights.Out == 0;
            if (passes(weights))
                return true;
            found.Add((node.Outputs[0], weights.Out));
            return false;
        });
        return unknown ? [] : found;
    }

    /// <summary>All nodes that lead to some values.</summary>
    public IReadOnlySet<GraphNode> Before(IEnumerable<string> values) => Walk(values, _ => true);

    private void Add(GraphTensor tensor) => _weights[tensor.Name] = tensor;

    private void Add(GraphNode node)
    {
        _nodes.Add(node);
        foreach (var output in node.Outputs)
            _makers[output] = node;
    }

    // Weights may be kept in half precision, and are cast when they are loaded.
    private GraphTensor WeightsOf(string name) =>
        _weights.TryGetValue(name, out var weights) ? weights
        : !_makers.TryGetValue(name, out var maker) ? default
        : maker.OpType is "Cast" or "Identity" ? WeightsOf(maker.Inputs[0])
        : maker.OpType == "Constant" ? maker.Constant
        : default;

    /// <summary>Visits each node that leads to some values once; the ways behind one go on where the visitor says so.</summary>
    private HashSet<GraphNode> Walk(IEnumerable<string> values, Func<GraphNode, bool> visit)
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

        return seen;
    }
}
