using System.Runtime.InteropServices;

namespace Emgu.CV.Interop;

/// <summary>An array as it crosses the border; layout as in native/arrays.hpp. The default value is OpenCV's noArray().</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ArrayReference(IntPtr instance, ArrayKind kind)
{
    public readonly IntPtr Instance = instance;
    public readonly ArrayKind Kind = kind;
}
