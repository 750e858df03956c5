namespace Emgu.CV;

/// <summary>Anything OpenCV can write as an array, allocating it as needed.</summary>
public interface IOutputArray : IInputArray
{
    OutputArray GetOutputArray();
}
