using System.Text;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>A node of a graph.</summary>
/// <param name="OpType">Name of its operator, behind its domain where that is not ONNX's own.</param>
/// <param name="Inputs">Names of the values that go in; empty for one that is left out.</param>
/// <param name="Outputs">Names of the values that come out; without those that are left out.</param>
/// <param name="Constant">The tensor that it is, or has as an attribute.</param>
/// <param name="HasGraph">Whether an attribute is a graph, which may use values of the graph around it.</param>
internal sealed record GraphNode(
    string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, GraphTensor Constant, bool HasGraph)
{
    /// <exception cref="InvalidDataException">It is no <c>NodeProto</c>.</exception>
    public static GraphNode Read(ReadOnlySpan<byte> node)
    {
        var (type, domain, inputs, outputs) = ("", "", new List<string>(), new List<string>());
        var (constant, graph) = (default(GraphTensor), false);
        for (var reader = new ProtoReader(node); reader.Next(out var field);)
        {
            var content = node[field.Content];
            if (field.IsBytes(Node.Input))
                inputs.Add(Encoding.UTF8.GetString(content));
            else if (field.IsBytes(Node.Output) && content.Length > 0)
                outputs.Add(Encoding.UTF8.GetString(content));
            else if (field.IsBytes(Node.OpType))
                type = Encoding.UTF8.GetString(content);
            else if (field.IsBytes(Node.Domain))
                domain = Encoding.UTF8.GetString(content);
            else if (field.IsBytes(Node.Attribute))
                ReadAttribute(content, ref constant, ref graph);
        }

        return new GraphNode(domain is "" or "ai.onnx" ? type : $"{domain}.{type}", inputs, outputs, constant, graph);
    }

    private static void ReadAttribute(ReadOnlySpan<byte> attribute, ref GraphTensor constant, ref bool graph)
    {
        for (var reader = new ProtoReader(attribute); reader.Next(out var field);)
        {
            if (field.IsBytes(OnnxSchema.Attribute.Tensor))
                constant = GraphTensor.Read(attribute[field.Content]);
            graph |= field.IsBytes(OnnxSchema.Attribute.Graph) || field.IsBytes(OnnxSchema.Attribute.Graphs);
        }
    }
}
