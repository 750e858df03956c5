using Emgu.CV.Interop;
using Emgu.Util;

namespace Emgu.CV;

/// <summary>An array as OpenCV changes it in place.</summary>
public class InputOutputArray : OutputArray
{
    internal InputOutputArray(ArrayKind kind, UnmanagedObject array)
        : base(kind, array)
    {
    }
}
