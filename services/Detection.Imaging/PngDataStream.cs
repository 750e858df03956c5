namespace Detection.Imaging;

/// <summary>The content of a PNG's IDAT chunks, one behind the other.</summary>
internal sealed class PngDataStream(ReadOnlyMemory<byte> png) : Stream
{
    private ReadOnlyMemory<byte> _rest;
    private int _position = PngHeader.Signature.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (!PngChunks.TryRead(png.Span, ref _position, out var type, out var content))
                return 0;
            if (type.SequenceEqual("IDAT"u8))
                _rest = png.Slice(_position - 4 - content.Length, content.Length); // the CRC lies behind it
        }

        var read = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..read].CopyTo(buffer);
        _rest = _rest[read..];
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
