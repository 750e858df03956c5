using System.Runtime.InteropServices;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Detection.Inference.Execution;

/// <summary>Memory for inputs that stays where it is, outside the garbage collector's heap; ONNX Runtime reads it in place.</summary>
internal sealed unsafe class InputMemory : IDisposable
{
    /// <summary>A cache line, and the widest vector.</summary>
    private const int Alignment = 64;

    private readonly InputKind _kind;
    private byte* _start;

    /// <param name="kind">Kind of the inputs.</param>
    /// <param name="length">In bytes. Pages that are never touched take no memory.</param>
    public InputMemory(InputKind kind, long length)
    {
        (_kind, Length) = (kind, length);
        _start = (byte*)NativeMemory.AlignedAlloc(checked((nuint)length), Alignment);
    }

    public long Length { get; }

    /// <summary>A part as bytes.</summary>
    public Span<byte> Bytes(long offset, int length) => new(At(offset, length), length);

    /// <summary>A part as bytes, where the input is of bytes.</summary>
    public Span<byte> AsBytes(long offset, int length) => _kind == InputKind.Bytes
        ? Bytes(offset, length)
        : throw new InvalidOperationException("This model's input is of floats.");

    /// <summary>A part as floats, where the input is of floats.</summary>
    public Span<float> AsFloats(long offset, int length) => _kind == InputKind.Floats
        ? MemoryMarshal.Cast<byte, float>(Bytes(offset, length))
        : throw new InvalidOperationException("This model's input is of bytes.");

    /// <summary>A view of <paramref name="count"/> inputs for ONNX Runtime; the caller's to dispose, and dead with this memory.</summary>
    public OrtValue Tensor(long offset, int count, int width, int height)
    {
        var values = 3L * count * width * height;
        return _kind == InputKind.Bytes
            ? View(TensorElementType.UInt8, [count, height, width, 3], values)
            : View(TensorElementType.Float, [count, 3, height, width], values * sizeof(float));

        OrtValue View(TensorElementType type, long[] shape, long length) => OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, type, shape, (nint)At(offset, length), length);
    }

    /// <summary>Makes all of it 0.</summary>
    public void Clear() => NativeMemory.Clear(_start, (nuint)Length);

    /// <summary>Frees it; spans of it are invalid from then on.</summary>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }

    private byte* At(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return _start + offset;
    }
}
