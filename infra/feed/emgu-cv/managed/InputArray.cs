using System.Diagnostics.CodeAnalysis;
using Emgu.CV.Interop;
using Emgu.Util;

namespace Emgu.CV;

/// <summary>An array as OpenCV reads it. Owns nothing; it keeps the array it stands for alive.</summary>
public class InputArray : UnmanagedObject
{
    private readonly ArrayKind _kind;
    private readonly UnmanagedObject _array;

    [SuppressMessage("Usage", "CA1816", Justification = "Nothing is owned, and one is made per call: the finalizer queue is spared.")]
    internal InputArray(ArrayKind kind, UnmanagedObject array)
    {
        (_kind, _array, _ptr) = (kind, array, array.Ptr);
        GC.SuppressFinalize(this);
    }

    internal ArrayReference Reference => new(_array.Ptr, _kind);

    protected override void DisposeObject() => _ptr = IntPtr.Zero;
}
