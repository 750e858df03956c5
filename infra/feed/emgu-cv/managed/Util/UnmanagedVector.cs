using Emgu.CV.Interop;

namespace Emgu.CV.Util;

/// <summary>
/// A native <c>std::vector</c> as a stream of its bytes. The stream reads and seeks; whether the original can also write is not
/// known here, so writing throws.
/// </summary>
public abstract class UnmanagedVector : Stream, INativeArray
{
    protected IntPtr _ptr;
    private long _position;

    ~UnmanagedVector() => Dispose(disposing: false);

    /// <summary>The native vector; zero once disposed. Passing a disposed vector to OpenCV ends the process.</summary>
    public IntPtr Ptr => _ptr;

    /// <summary>The first byte. It is valid until the vector is changed or disposed.</summary>
    public abstract IntPtr StartAddress { get; }

    public override bool CanRead => _ptr != IntPtr.Zero;

    public override bool CanSeek => _ptr != IntPtr.Zero;

    public override bool CanWrite => false;

    /// <summary>Where the next read begins, in bytes, at least 0.</summary>
    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A position is at least 0.");
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override unsafe int Read(Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - _position, 0, buffer.Length);
        if (count == 0)
            return 0;
        new ReadOnlySpan<byte>((byte*)StartAddress + _position, count).CopyTo(buffer);
        GC.KeepAlive(this);
        _position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("This stream is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read only.");

    /// <summary>Releases the native vector. Called once at most with a vector, possibly on the finalizer thread.</summary>
    protected abstract void DisposeObject(IntPtr vector);

    protected override void Dispose(bool disposing)
    {
        var vector = Interlocked.Exchange(ref _ptr, IntPtr.Zero);
        if (vector != IntPtr.Zero)
            DisposeObject(vector);
        base.Dispose(disposing);
    }
}
