using Emgu.CV.Interop;

namespace Emgu.CV;

/// <summary>An array as OpenCV writes it.</summary>
public class OutputArray : InputArray
{
    internal OutputArray(ArrayKind kind, INativeArray array)
        : base(kind, array)
    {
    }
}
