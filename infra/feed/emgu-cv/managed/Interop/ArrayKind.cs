namespace Emgu.CV.Interop;

/// <summary>What an <see cref="ArrayReference"/> points at; values as in native/arrays.hpp.</summary>
internal enum ArrayKind
{
    None = 0,
    Mat = 1,
    VectorOfByte = 2,
}
