using System.Buffers;

namespace Detection.Imaging;

/// <summary>An encoded picture in a pooled buffer. Dispose it to give the buffer back; nothing of it may be used afterwards.</summary>
public sealed class EncodedImage : IDisposable
{
    private byte[]? _pooled;

    private EncodedImage(byte[] pooled, int length) => (_pooled, Length) = (pooled, length);

    /// <summary>In bytes, at least 1.</summary>
    public int Length { get; }

    /// <summary>The whole file, until disposal.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    public ReadOnlyMemory<byte> Memory => Pooled.AsMemory(0, Length);

    private byte[] Pooled
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pooled is null, this);
            return _pooled;
        }
    }

    /// <summary>A stream over the same bytes, read only; of no use after this picture's disposal.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    public Stream OpenRead() => new MemoryStream(Pooled, 0, Length, writable: false);

    internal static EncodedImage CopyOf(ReadOnlySpan<byte> bytes)
    {
        var pooled = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(pooled);
        return new EncodedImage(pooled, bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pooled, null) is { } pooled)
            ArrayPool<byte>.Shared.Return(pooled);
    }
}
