using System.Text;
using Detection.Inference.Models;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>The parts of a model's bytes that decide whether its input can be replaced, and where.</summary>
internal sealed class GraphScan
{
    /// <summary>The graph within the model.</summary>
    public ProtoField Graph { get; private init; }

    /// <summary>The declaration of the input within the graph.</summary>
    public ProtoField InputField { get; private set; }

    public GraphInput? Input { get; private set; }

    /// <summary>Whether weights lie in files beside the model.</summary>
    public bool HasExternalData { get; private set; }

    /// <summary>Version of ONNX's own operators; 0 where the file does not say.</summary>
    public ulong Opset { get; private set; }

    /// <exception cref="InvalidDataException">These bytes are no ONNX model.</exception>
    public static GraphScan Of(ReadOnlySpan<byte> model)
    {
        var scan = new GraphScan { Graph = FindGraph(model) };
        for (var reader = new ProtoReader(model); reader.Next(out var field);)
        {
            if (field.IsBytes(Model.OpsetImport))
                scan.ReadOpset(model[field.Content]);
        }

        scan.ReadGraph(model[scan.Graph.Content]);
        return scan;
    }

    /// <summary>Where the graph lies in a model.</summary>
    /// <exception cref="InvalidDataException">These bytes are no ONNX model.</exception>
    public static ProtoField FindGraph(ReadOnlySpan<byte> model)
    {
        ProtoField? graph = null;
        for (var reader = new ProtoReader(model); reader.Next(out var field);)
        {
            if (!field.IsBytes(Model.Graph))
                continue;
            if (graph is not null)
                throw new InvalidDataException("it has two graphs");
            graph = field;
        }

        return graph ?? throw new InvalidDataException("it has no graph");
    }

    private void ReadOpset(ReadOnlySpan<byte> opset)
    {
        var (own, version) = (true, 0ul);
        for (var reader = new ProtoReader(opset); reader.Next(out var field);)
        {
            if (field.IsBytes(OpsetId.Domain))
                own = opset[field.Content] is { IsEmpty: true } || opset[field.Content].SequenceEqual("ai.onnx"u8);
            if (field.IsVarint(OpsetId.Version))
                version = field.Value;
        }

        if (own)
            Opset = version;
    }

    private void ReadGraph(ReadOnlySpan<byte> graph)
    {
        for (var reader = new ProtoReader(graph); reader.Next(out var field);)
        {
            if (field.IsBytes(OnnxSchema.Graph.Initializer))
                ReadTensor(graph[field.Content]);
            else if (field.IsBytes(OnnxSchema.Graph.Node))
                ReadNode(graph[field.Content]);
            else if (field.IsBytes(OnnxSchema.Graph.Input) && NameOf(graph[field.Content]) == ModelInterface.InputName)
                (InputField, Input) = (field, GraphInput.Read(graph[field.Content]));
        }
    }

    private void ReadNode(ReadOnlySpan<byte> node)
    {
        for (var reader = new ProtoReader(node); reader.Next(out var field);)
        {
            if (field.IsBytes(Node.Attribute))
                ReadAttribute(node[field.Content]);
        }
    }

    private void ReadAttribute(ReadOnlySpan<byte> attribute)
    {
        for (var reader = new ProtoReader(attribute); reader.Next(out var field);)
        {
            if (field.IsBytes(OnnxSchema.Attribute.Tensor))
                ReadTensor(attribute[field.Content]);
        }
    }

    private void ReadTensor(ReadOnlySpan<byte> tensor)
    {
        for (var reader = new ProtoReader(tensor); reader.Next(out var field);)
            HasExternalData |= field.IsBytes(Tensor.ExternalData) || (field.IsVarint(Tensor.DataLocation) && field.Value != 0);
    }

    private static string NameOf(ReadOnlySpan<byte> valueInfo)
    {
        var name = "";
        for (var reader = new ProtoReader(valueInfo); reader.Next(out var field);)
        {
            if (field.IsBytes(ValueInfo.Name))
                name = Encoding.UTF8.GetString(valueInfo[field.Content]);
        }

        return name;
    }
}
