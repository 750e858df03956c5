namespace Emgu.CV.Interop;

/// <summary>A managed handle of a native array.</summary>
internal interface INativeArray
{
    /// <summary>The native object; zero once disposed.</summary>
    IntPtr Ptr { get; }
}
