using System.Runtime.InteropServices;
using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>Builds <c>NodeProto</c> messages of one input or none, and one output.</summary>
internal static class OnnxNode
{
    /// <summary>A node of ONNX's own operators; it has its output's name.</summary>
    /// <param name="type">Name of the operator.</param>
    /// <param name="inputs">Names of the values that go in.</param>
    /// <param name="output">Name of the value that comes out.</param>
    /// <param name="attribute">Its <c>AttributeProto</c>; null for none.</param>
    public static ProtoWriter Of(string type, string[] inputs, string output, ProtoWriter? attribute = null)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
            node.Text(Node.Input, input);
        node.Text(Node.Output, output).Text(Node.Name, output).Text(Node.OpType, type);
        return attribute is null ? node : node.Message(Node.Attribute, attribute);
    }

    /// <summary>
    /// A constant. A node and not an initializer: files of IR version 3 would have to list that among the inputs, too.
    /// </summary>
    public static ProtoWriter Constant<T>(string output, int elementType, ReadOnlySpan<T> values, bool scalar)
        where T : unmanaged
    {
        var tensor = new ProtoWriter();
        if (!scalar)
            tensor.Varint(Tensor.Dims, (ulong)values.Length);
        // Raw data is little-endian, and so is every machine that ONNX Runtime's packages are built for.
        tensor.Varint(Tensor.DataType, (ulong)elementType).Bytes(Tensor.RawData, MemoryMarshal.AsBytes(values));
        return Of("Constant", [], output, Named("value", OnnxSchema.Attribute.TensorType).Message(OnnxSchema.Attribute.Tensor, tensor));
    }

    public static ProtoWriter Int(string name, int value) =>
        Named(name, OnnxSchema.Attribute.IntType).Varint(OnnxSchema.Attribute.Int, (ulong)value);

    public static ProtoWriter Ints(string name, params ReadOnlySpan<int> values)
    {
        var attribute = Named(name, OnnxSchema.Attribute.IntsType);
        foreach (var value in values)
            attribute.Varint(OnnxSchema.Attribute.Ints, (ulong)value);
        return attribute;
    }

    private static ProtoWriter Named(string name, int type) =>
        new ProtoWriter().Text(OnnxSchema.Attribute.Name, name).Varint(OnnxSchema.Attribute.Type, (ulong)type);
}
