using System.Buffers;

namespace Detection.Worker.Pipeline;

/// <summary>An encoded picture in memory, in a pooled buffer where it came from the store.</summary>
internal sealed class PictureBytes : IDisposable
{
    private readonly int _length;
    private byte[]? _pooled;
    private readonly byte[] _bytes;

    /// <summary>Takes over a buffer from the shared pool.</summary>
    public PictureBytes(byte[] pooled, int length) => (_pooled, _bytes, _length) = (pooled, pooled, length);

    /// <summary>Borrows a buffer that the garbage collector keeps.</summary>
    public PictureBytes(byte[] bytes) => (_bytes, _length) = (bytes, bytes.Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    internal Memory<byte> Writable => _bytes.AsMemory(0, _length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pooled, null) is { } pooled)
            ArrayPool<byte>.Shared.Return(pooled);
    }
}
