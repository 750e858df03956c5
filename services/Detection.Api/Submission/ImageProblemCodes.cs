using Detection.Contracts;
using Detection.Imaging;

namespace Detection.Api.Submission;

/// <summary>The contracts' codes for what imaging refuses.</summary>
internal static class ImageProblemCodes
{
    public static string Code(this ImageProblem problem) => problem switch
    {
        ImageProblem.Empty => ErrorCodes.ImageEmpty,
        ImageProblem.Unsupported => ErrorCodes.ImageUnsupported,
        ImageProblem.TooLarge => ErrorCodes.ImageTooLarge,
        _ => ErrorCodes.ImageCorrupt,
    };
}
