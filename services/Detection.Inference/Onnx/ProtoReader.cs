namespace Detection.Inference.Onnx;

/// <summary>Walks over the fields of one protobuf message, without knowing its schema and without copying.</summary>
/// <param name="message">All bytes of the message.</param>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private const int MaxVarintBytes = 10;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _at;

    /// <summary>The next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The next bytes are no field that ends within the message.</exception>
    public bool Next(out ProtoField field)
    {
        field = default;
        if (_at == _message.Length)
            return false;
        var start = _at;
        var tag = Varint();
        if (tag >> 3 is 0 or > int.MaxValue)
            throw Damaged(start);

        var type = (WireType)(tag & 7);
        var value = type == WireType.Varint ? Varint() : 0;
        var length = type switch
        {
            WireType.Varint => 0ul,
            WireType.Fixed64 => 8ul,
            WireType.Fixed32 => 4ul,
            WireType.Bytes => Varint(),
            _ => throw Damaged(start),
        };
        if (length > (ulong)(_message.Length - _at))
            throw Damaged(start);
        var content = _at;
        _at += (int)length;
        field = new ProtoField((int)(tag >> 3), type, start, content, _at, value);
        return true;
    }

    /// <summary>Adds the integers that are packed into one field.</summary>
    /// <exception cref="InvalidDataException">They do not end within the field.</exception>
    public static void AddPacked(ReadOnlySpan<byte> content, List<long> values)
    {
        for (var reader = new ProtoReader(content); reader._at < content.Length;)
            values.Add((long)reader.Varint());
    }

    private ulong Varint()
    {
        var start = _at;
        var value = 0ul;
        for (var i = 0; i < MaxVarintBytes && _at < _message.Length; i++)
        {
            var part = _message[_at++];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
                return value;
        }

        throw Damaged(start);
    }

    private static InvalidDataException Damaged(int at) => new($"no protobuf field begins at byte {at} of a message");
}
