namespace Detection.Imaging;

/// <summary>A picture that cannot be processed. The message is written for the person who sent it.</summary>
public sealed class ImageRejectedException(ImageProblem problem, string message) : Exception(message)
{
    public ImageProblem Problem { get; } = problem;
}
