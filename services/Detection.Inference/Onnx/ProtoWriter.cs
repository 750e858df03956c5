using System.Buffers;
using System.Text;

namespace Detection.Inference.Onnx;

/// <summary>Writes the fields of one small protobuf message, one after the other.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The bytes written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public ProtoWriter Varint(int field, ulong value)
    {
        Raw(((ulong)field << 3) | (ulong)WireType.Varint);
        Raw(value);
        return this;
    }

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> content)
    {
        Head(field, content.Length);
        _buffer.Write(content);
        return this;
    }

    public ProtoWriter Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.Written);

    /// <summary>Tag and length of a field whose content the caller puts behind it.</summary>
    public ProtoWriter Head(int field, int length)
    {
        Raw(((ulong)field << 3) | (ulong)WireType.Bytes);
        Raw((ulong)length);
        return this;
    }

    private void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }

        _buffer.Write([(byte)value]);
    }
}
