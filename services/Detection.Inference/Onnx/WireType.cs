namespace Detection.Inference.Onnx;

/// <summary>How protobuf writes a field's content (https://protobuf.dev/programming-guides/encoding). Groups, 3 and 4, are not ONNX's.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
