namespace Detection.Inference.Onnx;

/// <summary>Where one field lies in its message.</summary>
/// <param name="Number">Its number in the schema.</param>
/// <param name="Type">How its content is written.</param>
/// <param name="Start">Offset of its tag.</param>
/// <param name="ContentStart">Offset of its content, behind tag and length.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="Value">The content of a varint; of others 0.</param>
internal readonly record struct ProtoField(int Number, WireType Type, int Start, int ContentStart, int End, ulong Value)
{
    /// <summary>Whether it is field <paramref name="number"/> and holds bytes, text or a message.</summary>
    public bool IsBytes(int number) => Number == number && Type == WireType.Bytes;

    /// <summary>Whether it is field <paramref name="number"/> and holds an integer.</summary>
    public bool IsVarint(int number) => Number == number && Type == WireType.Varint;

    /// <summary>The content's place in the message.</summary>
    public Range Content => ContentStart..End;
}
