using System.Diagnostics.CodeAnalysis;
using Emgu.CV.Interop;
using Emgu.Util;

namespace Emgu.CV;

/// <summary>An array as OpenCV reads it. It owns nothing and keeps the array that it stands for alive.</summary>
public class InputArray : UnmanagedObject
{
    private readonly ArrayKind _kind;
    private readonly INativeArray _array;

    [SuppressMessage("Usage", "CA1816", Justification = "It owns nothing, and each call makes one: the finalizer queue is spared.")]
    internal InputArray(ArrayKind kind, INativeArray array)
    {
        (_kind, _array, _ptr) = (kind, array, array.Ptr);
        GC.SuppressFinalize(this);
    }

    internal ArrayReference Reference => new(_array.Ptr, _kind);

    protected override void DisposeObject() => _ptr = IntPtr.Zero;
}
