using System.Drawing;
using System.Runtime.CompilerServices;
using Emgu.CV.CvEnum;
using Emgu.CV.Interop;
using Emgu.CV.Structure;
using Emgu.Util;

namespace Emgu.CV;

/// <summary>
/// A native <c>cv::Mat</c>. The collector sees only the small managed handle (no memory pressure is reported),
/// so pictures that are not disposed pile up.
/// </summary>
public partial class Mat : UnmanagedObject, IInputOutputArray, INativeArray
{
    static Mat() => CvInvoke.Init();

    /// <summary>An empty Mat.</summary>
    public Mat() => _ptr = NativeMethods.MatCreate();

    /// <summary>An uninitialised picture.</summary>
    public Mat(int rows, int cols, DepthType type, int channels)
        : this() => Create(rows, cols, type, channels);

    /// <summary>A view of memory that the caller owns and keeps in place; <paramref name="step"/> is the bytes per row.</summary>
    public Mat(int rows, int cols, DepthType type, int channels, IntPtr data, int step) =>
        _ptr = NativeMethods.MatCreateOver(rows, cols, (int)type, channels, data, step);

    /// <summary>A view of a part of <paramref name="mat"/>, sharing its pixels; a part outside it ends the process.</summary>
    public Mat(Mat mat, Rectangle roi)
    {
        _ptr = NativeMethods.MatCreateRoi(mat.Ptr, roi.X, roi.Y, roi.Width, roi.Height);
        GC.KeepAlive(mat);
    }

    /// <summary>Makes this an uninitialised picture of the given shape; keeps its memory where the shape is the same.</summary>
    public void Create(int rows, int cols, DepthType type, int channels)
    {
        NativeMethods.MatAllocate(_ptr, rows, cols, (int)type, channels);
        GC.KeepAlive(this);
    }

    /// <summary>Copies the pixels, allocating <paramref name="m"/> as needed; with a mask, those where it is not zero.</summary>
    public void CopyTo(IOutputArray m, IInputArray? mask = null)
    {
        using var target = m.GetOutputArray();
        using var where = mask?.GetInputArray();
        NativeMethods.MatCopyTo(_ptr, target.Reference, where?.Reference ?? default);
        GC.KeepAlive(target);
        GC.KeepAlive(where);
        GC.KeepAlive(this);
    }

    /// <summary>Sets all pixels to one value; with a mask, only those where the mask is not zero.</summary>
    public unsafe void SetTo(MCvScalar value, IInputArray? mask = null)
    {
        using var where = mask?.GetInputArray();
        NativeMethods.MatSetTo(_ptr, &value, where?.Reference ?? default);
        GC.KeepAlive(where);
        GC.KeepAlive(this);
    }

    /// <summary>Sets all pixels to the one value that an array holds; with a mask, only those where the mask is not zero.</summary>
    public void SetTo(IInputArray value, IInputArray? mask = null)
    {
        using var source = value.GetInputArray();
        using var where = mask?.GetInputArray();
        NativeMethods.MatSetToArray(_ptr, source.Reference, where?.Reference ?? default);
        GC.KeepAlive(source);
        GC.KeepAlive(where);
        GC.KeepAlive(this);
    }

    /// <summary>A copy with pixels of its own.</summary>
    public Mat Clone()
    {
        var clone = new Mat();
        CopyTo(clone);
        return clone;
    }

    /// <summary>The pixels in place, from the first one on. The span is valid until the Mat is changed, disposed or collected.</summary>
    /// <param name="size">The number of <typeparamref name="T"/>; zero for all of them.</param>
    /// <exception cref="NotSupportedException">Rows have gaps (see <see cref="IsContinuous"/>), or the Mat holds fewer than <paramref name="size"/>.</exception>
    public unsafe Span<T> GetSpan<T>(int size = 0)
    {
        var header = ReadHeader();
        if (header.IsContinuous == 0)
            throw new NotSupportedException("A span needs a continuous Mat.");
        var available = (long)header.Total * header.ElementSize / Unsafe.SizeOf<T>();
        var length = size == 0 ? available : size;
        if (length > Math.Min(available, int.MaxValue))
            throw new NotSupportedException($"A span of {length} values was requested; the Mat holds {available}.");
        return new Span<T>(header.Data.ToPointer(), (int)length);
    }

    public InputArray GetInputArray() => new(ArrayKind.Mat, this);

    public OutputArray GetOutputArray() => new(ArrayKind.Mat, this);

    public InputOutputArray GetInputOutputArray() => new(ArrayKind.Mat, this);

    protected override void DisposeObject() => NativeMethods.MatRelease(Interlocked.Exchange(ref _ptr, IntPtr.Zero));
}
