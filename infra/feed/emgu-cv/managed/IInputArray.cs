namespace Emgu.CV;

/// <summary>Anything OpenCV can read as an array.</summary>
public interface IInputArray : IDisposable
{
    InputArray GetInputArray();
}
