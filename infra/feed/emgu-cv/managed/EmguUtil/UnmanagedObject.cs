namespace Emgu.Util;

/// <summary>A managed handle of one native object.</summary>
public abstract class UnmanagedObject : DisposableObject
{
    protected IntPtr _ptr;

    /// <summary>The native object; zero once disposed. Passing a disposed object to OpenCV ends the process.</summary>
    public IntPtr Ptr => _ptr;
}
