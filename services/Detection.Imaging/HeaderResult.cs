namespace Detection.Imaging;

/// <summary>The answer of <see cref="ImageHeaderReader"/>: a header, a rejection, or a wish for more bytes.</summary>
public readonly record struct HeaderResult
{
    private HeaderResult(HeaderStatus status, ImageHeader header, ImageProblem problem, string? message)
    {
        Status = status;
        Header = header;
        Problem = problem;
        Message = message;
    }

    public HeaderStatus Status { get; }

    /// <summary>Meaningful when <see cref="Status"/> is <see cref="HeaderStatus.Found"/>.</summary>
    public ImageHeader Header { get; }

    /// <summary>Meaningful when <see cref="Status"/> is <see cref="HeaderStatus.Rejected"/>.</summary>
    public ImageProblem Problem { get; }

    /// <summary>For the person who sent the picture; null unless <see cref="Status"/> is <see cref="HeaderStatus.Rejected"/>.</summary>
    public string? Message { get; }

    /// <summary>The header of a picture whose bytes were all given.</summary>
    /// <exception cref="ImageRejectedException">The picture was rejected.</exception>
    /// <exception cref="InvalidOperationException">More bytes are needed.</exception>
    public ImageHeader GetHeader() => Status switch
    {
        HeaderStatus.Found => Header,
        HeaderStatus.Rejected => throw new ImageRejectedException(Problem, Message!),
        _ => throw new InvalidOperationException("The header is not complete: read on with more bytes."),
    };

    internal static HeaderResult NeedMoreData => default;

    internal static HeaderResult Rejected(ImageProblem problem, string message) =>
        new(HeaderStatus.Rejected, default, problem, message);

    internal static HeaderResult Found(ImageFormat format, int width, int height) => width > 0 && height > 0
        ? new(HeaderStatus.Found, new ImageHeader(format, width, height), default, null)
        : Rejected(ImageProblem.Corrupt, $"The {format.DisplayName()} says that it is {width} x {height} pixels.");

    /// <summary>The bytes ended before the size: a wish for more, or, when there are no more, a corrupt picture.</summary>
    internal static HeaderResult Ended(ImageFormat format, bool complete) => complete
        ? Rejected(ImageProblem.Corrupt, $"The {format.DisplayName()} ends before it gives its width and height.")
        : NeedMoreData;
}
