using static Detection.Inference.Onnx.OnnxSchema;

namespace Detection.Inference.Onnx;

/// <summary>The float input [N, 3, H, W] of a graph, as its <c>ValueInfoProto</c> declares it.</summary>
/// <param name="Batch">The <c>Dimension</c> message of N, a number or a name.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Width">Likewise.</param>
internal sealed record GraphInput(byte[] Batch, byte[] Height, byte[] Width)
{
    private const ulong Channels = 3;

    /// <summary>Null where it is of another type or rank.</summary>
    public static GraphInput? Read(ReadOnlySpan<byte> valueInfo)
    {
        var tensor = Find(Find(valueInfo, ValueInfo.Type), OnnxSchema.Type.Tensor);
        if (Integer(tensor, OnnxSchema.Type.ElementType) != Element.Float)
            return null;

        var dims = new List<byte[]>();
        var shape = Find(tensor, OnnxSchema.Type.Shape);
        for (var reader = new ProtoReader(shape); reader.Next(out var field);)
        {
            if (field.IsBytes(Shape.Dim))
                dims.Add(shape[field.Content].ToArray());
        }

        return dims is [var batch, var channels, var height, var width] && Integer(channels, Shape.DimValue) == Channels
            ? new GraphInput(batch, height, width)
            : null;
    }

    /// <summary>The <c>ValueInfoProto</c> of a byte input [N, H, W, 3] in its place.</summary>
    public ProtoWriter AsBytes(string name)
    {
        var shape = new ProtoWriter().Bytes(Shape.Dim, Batch).Bytes(Shape.Dim, Height).Bytes(Shape.Dim, Width)
            .Message(Shape.Dim, new ProtoWriter().Varint(Shape.DimValue, Channels));
        var tensor = new ProtoWriter().Varint(OnnxSchema.Type.ElementType, Element.Uint8).Message(OnnxSchema.Type.Shape, shape);
        return new ProtoWriter().Text(ValueInfo.Name, name)
            .Message(ValueInfo.Type, new ProtoWriter().Message(OnnxSchema.Type.Tensor, tensor));
    }

    /// <summary>The content of the last such field, as protobuf has it; nothing where there is none.</summary>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int number)
    {
        var found = ReadOnlySpan<byte>.Empty;
        for (var reader = new ProtoReader(message); reader.Next(out var field);)
        {
            if (field.IsBytes(number))
                found = message[field.Content];
        }

        return found;
    }

    private static ulong Integer(ReadOnlySpan<byte> message, int number)
    {
        var found = 0ul;
        for (var reader = new ProtoReader(message); reader.Next(out var field);)
        {
            if (field.IsVarint(number))
                found = field.Value;
        }

        return found;
    }
}
