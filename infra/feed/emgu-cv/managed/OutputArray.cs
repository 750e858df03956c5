using Emgu.CV.Interop;
using Emgu.Util;

namespace Emgu.CV;

/// <summary>An array as OpenCV writes it.</summary>
public class OutputArray : InputArray
{
    internal OutputArray(ArrayKind kind, UnmanagedObject array)
        : base(kind, array)
    {
    }
}
