using System.Text;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>A node of a graph.</summary>
/// <param name="OpType">Name of its operator.</param>
/// <param name="Inputs">Names of the values that go in; empty for one that is left out.</param>
/// <param name="Outputs">Names of the values that come out.</param>
/// <param name="Channels">First dimension of the constant that it is; 0 for other nodes.</param>
/// <param name="HasGraph">Whether an attribute is a graph, which may use values of the graph around it.</param>
internal sealed record GraphNode(string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, long Channels, bool HasGraph)
{
    /// <exception cref="InvalidDataException">It is no <c>NodeProto</c>.</exception>
    public static GraphNode Read(ReadOnlySpan<byte> node)
    {
        var (type, inputs, outputs) = ("", new List<string>(), new List<string>());
        var (channels, graph) = (0L, false);
        for (var reader = new ProtoReader(node); reader.Next(out var field);)
        {
            var content = node[field.Content];
            if (field.IsBytes(Node.Input))
                inputs.Add(Encoding.UTF8.GetString(content));
            else if (field.IsBytes(Node.Output))
                outputs.Add(Encoding.UTF8.GetString(content));
            else if (field.IsBytes(Node.OpType))
                type = Encoding.UTF8.GetString(content);
            else if (field.IsBytes(Node.Attribute))
                ReadAttribute(content, ref channels, ref graph);
        }

        return new GraphNode(type, inputs, outputs, channels, graph);
    }

    private static void ReadAttribute(ReadOnlySpan<byte> attribute, ref long channels, ref bool graph)
    {
        for (var reader = new ProtoReader(attribute); reader.Next(out var field);)
        {
            if (field.IsBytes(OnnxSchema.Attribute.Tensor))
                channels = GraphTensor.Read(attribute[field.Content]).Channels;
            graph |= field.IsBytes(OnnxSchema.Attribute.Graph) || field.IsBytes(OnnxSchema.Attribute.Graphs);
        }
    }
}
