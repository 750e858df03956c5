using System.Text;
using Detection.Inference.Models;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>
/// Gives a model an input of bytes: <c>images_u8</c>, uint8 [N, H, W, 3], blue, green, red, in place of <c>images</c>,
/// float [N, 3, H, W], red, green, blue, 0 to 1. The graph then does what was done to the pixels before,
/// and a quarter of the bytes crosses to the GPU.
/// </summary>
/// <remarks>
/// 1. Walk over the file's fields (protobuf's wire format; what is unknown stays as it is). 2. Declare the new input where
/// the old one was. 3. Put nodes before the others that make the old input of the new one: Cast, Transpose, Gather of the
/// channels backwards, Div by 255: the same division as on the CPU, so that the values are the same to the bit. Cast comes
/// first since TensorRT takes uint8 nowhere else. 4. Put the file together again around the longer graph.
/// </remarks>
internal static class ByteInputRewriter
{
    public const string InputName = "images_u8";

    /// <summary>From this version on Div broadcasts, and the other operators have the form that is written here.</summary>
    private const int LeastOpset = 7;

    /// <summary>The rewritten model; <paramref name="problem"/> where this one cannot be.</summary>
    /// <param name="model">All bytes of an .onnx file, 64 KB short of the longest array at least.</param>
    /// <param name="problem">Why there is none, to follow "because"; null where there is one.</param>
    public static byte[]? Rewrite(ReadOnlySpan<byte> model, out string? problem)
    {
        try
        {
            var scan = GraphScan.Of(model);
            problem = ProblemOf(scan);
            return problem is null ? Rewrite(model, scan) : null;
        }
        catch (InvalidDataException e)
        {
            problem = $"the file is no ONNX model ({e.Message})";
            return null;
        }
    }

    private static string? ProblemOf(GraphScan scan) =>
        scan.Input is null ? $"its input is not float '{ModelInterface.InputName}' [N, 3, H, W]"
        : scan.HasExternalData ? "its weights lie in files of their own"
        : scan.Opset < LeastOpset ? $"its operators are of version {scan.Opset}; {LeastOpset} is the least"
        : null;

    private static byte[] Rewrite(ReadOnlySpan<byte> model, GraphScan scan)
    {
        var name = FreeName(model);
        var nodes = Nodes(name).Written;
        var input = new ProtoWriter().Message(OnnxSchema.Graph.Input, scan.Input!.AsBytes(name)).Written;

        var graph = model[scan.Graph.Content];
        var before = graph[..scan.InputField.Start];
        var after = graph[scan.InputField.End..];
        var length = nodes.Length + before.Length + input.Length + after.Length;
        var rewritten = new GraphWriter(model, scan.Graph, length);
        rewritten.Append(nodes);
        rewritten.Append(before);
        rewritten.Append(input);
        rewritten.Append(after);
        return rewritten.End();
    }

    /// <summary>The nodes that lead from the new input to the old one, as fields of the graph.</summary>
    private static ProtoWriter Nodes(string name)
    {
        var nodes = new ProtoWriter();
        foreach (var node in new[]
        {
            OnnxNode.Constant<float>($"{name}_scale", Element.Float, [255f], scalar: true),
            OnnxNode.Constant<long>($"{name}_order", Element.Int64, [2, 1, 0], scalar: false),
            OnnxNode.Of("Cast", [name], $"{name}_cast", OnnxNode.Int("to", Element.Float)),
            OnnxNode.Of("Transpose", [$"{name}_cast"], $"{name}_planes", OnnxNode.Ints("perm", 0, 3, 1, 2)),
            OnnxNode.Of("Gather", [$"{name}_planes", $"{name}_order"], $"{name}_rgb", OnnxNode.Int("axis", 1)),
            OnnxNode.Of("Div", [$"{name}_rgb", $"{name}_scale"], ModelInterface.InputName),
        })
            nodes.Message(OnnxSchema.Graph.Node, node);
        return nodes;
    }

    /// <summary>A name that no value can have already: these letters appear nowhere in the file, not even in a weight.</summary>
    private static string FreeName(ReadOnlySpan<byte> model)
    {
        var name = InputName;
        for (var i = 2; model.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0; i++)
            name = $"{InputName}_{i}";
        return name;
    }
}
