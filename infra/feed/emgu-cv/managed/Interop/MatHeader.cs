using System.Runtime.InteropServices;

namespace Emgu.CV.Interop;

/// <summary>A snapshot of a native Mat's header; layout as in native/mat.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MatHeader
{
    public IntPtr Data;
    public IntPtr Total;
    public int Rows;
    public int Cols;
    public int Dims;
    public int Step;
    public int ElementSize;
    public int Channels;
    public int Depth;
    public int IsEmpty;
    public int IsContinuous;
}
