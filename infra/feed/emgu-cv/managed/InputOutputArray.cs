using Emgu.CV.Interop;

namespace Emgu.CV;

/// <summary>An array as OpenCV changes it in place.</summary>
public class InputOutputArray : OutputArray
{
    internal InputOutputArray(ArrayKind kind, INativeArray array)
        : base(kind, array)
    {
    }
}
