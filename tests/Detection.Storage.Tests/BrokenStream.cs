namespace Detection.Storage.Tests;

/// <summary>A source that gives some bytes and then breaks off, as a client that goes away does.</summary>
internal sealed class BrokenStream(int bytes, Exception fault) : Stream
{
    private int _left = bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_left == 0)
            throw fault;
        var given = Math.Min(count, _left);
        Array.Fill<byte>(buffer, 7, offset, given);
        _left -= given;
        return given;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
