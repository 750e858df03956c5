namespace Emgu.CV.Util;

/// <summary>An OpenCV error, as the default error handler raises it. On Linux it can never be caught: the process ends.</summary>
public class CvException(int status, string? funcName, string? errMsg, string? fileName, int line)
    : Exception($"OpenCV: {errMsg}")
{
    /// <summary>OpenCV's numeric status, negative for an error.</summary>
    public int Status { get; } = status;

    /// <summary>The OpenCV function that failed.</summary>
    public string? FunctionName { get; } = funcName;

    /// <summary>OpenCV's own words, as a rule the assertion that did not hold.</summary>
    public string? ErrorMessage { get; } = errMsg;

    /// <summary>OpenCV's source file.</summary>
    public string? FileName { get; } = fileName;

    /// <summary>The line within <see cref="FileName"/>.</summary>
    public int Line { get; } = line;
}
