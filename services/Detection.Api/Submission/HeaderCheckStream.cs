using Detection.Imaging;

namespace Detection.Api.Submission;

/// <summary>Reads another stream and refuses the picture in it as soon as its header is known, however far in that is.</summary>
/// <param name="inner">The whole picture.</param>
/// <param name="scanner">Has seen its first bytes.</param>
/// <param name="seen">How many.</param>
/// <param name="limits">Of the picture.</param>
internal sealed class HeaderCheckStream(Stream inner, ImageHeaderScanner scanner, long seen, ImageLimits limits) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Check(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Check(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (scanner.Result.Status != HeaderStatus.NeedMoreData)
            return;
        var known = (int)Math.Clamp(seen - _position, 0, bytes.Length);
        _position += bytes.Length;
        var result = bytes.IsEmpty ? scanner.End() : scanner.Feed(bytes[known..]);
        if (result.Status != HeaderStatus.NeedMoreData)
            limits.Check(result.GetHeader());
    }
}
