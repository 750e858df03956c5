namespace Emgu.CV;

/// <summary>Anything OpenCV can change in place.</summary>
public interface IInputOutputArray : IOutputArray
{
    InputOutputArray GetInputOutputArray();
}
