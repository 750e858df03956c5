using Emgu.CV.Interop;

namespace Emgu.CV.Util;

/// <summary>A native <c>std::vector&lt;uchar&gt;</c>.</summary>
public class VectorOfByte : UnmanagedVector, IInputOutputArray
{
    static VectorOfByte() => CvInvoke.Init();

    /// <summary>An empty vector.</summary>
    public VectorOfByte()
        : this(0)
    {
    }

    /// <summary>A vector of <paramref name="size"/> zeros.</summary>
    public VectorOfByte(int size) => _ptr = NativeMethods.BytesCreate(size);

    /// <summary>A copy of <paramref name="values"/>.</summary>
    public unsafe VectorOfByte(byte[] values)
    {
        fixed (byte* first = values)
            _ptr = NativeMethods.BytesCreateFrom(first, values.Length);
    }

    /// <summary>The number of bytes.</summary>
    public int Size
    {
        get
        {
            var size = NativeMethods.BytesSize(_ptr);
            GC.KeepAlive(this);
            return size;
        }
    }

    public override long Length => Size;

    public override IntPtr StartAddress
    {
        get
        {
            var data = NativeMethods.BytesData(_ptr);
            GC.KeepAlive(this);
            return data;
        }
    }

    /// <summary>A managed copy.</summary>
    public byte[] ToArray()
    {
        var copy = GetSpan().ToArray();
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>The bytes in place; valid until the vector is next changed, disposed or collected.</summary>
    public unsafe Span<byte> GetSpan() => new(StartAddress.ToPointer(), Size);

    /// <summary>Empties the vector.</summary>
    public void Clear()
    {
        NativeMethods.BytesClear(_ptr);
        GC.KeepAlive(this);
    }

    public InputArray GetInputArray() => new(ArrayKind.VectorOfByte, this);

    public OutputArray GetOutputArray() => new(ArrayKind.VectorOfByte, this);

    public InputOutputArray GetInputOutputArray() => new(ArrayKind.VectorOfByte, this);

    protected override void DisposeObject(IntPtr vector) => NativeMethods.BytesRelease(vector);
}
