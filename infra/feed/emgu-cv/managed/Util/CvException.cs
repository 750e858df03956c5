namespace Emgu.CV.Util;

/// <summary>An OpenCV error, as the default error handler throws it. On Linux nothing can catch it: the process ends.</summary>
public class CvException(int status, string? funcName, string? errMsg, string? fileName, int line)
    : Exception($"OpenCV: {errMsg}")
{
    /// <summary>OpenCV's numeric status, negative for an error.</summary>
    public int Status { get; set; } = status;

    /// <summary>The OpenCV function that failed.</summary>
    public string? FunctionName { get; set; } = funcName;

    /// <summary>OpenCV's message, usually the assertion that failed.</summary>
    public string? ErrorMessage { get; set; } = errMsg;

    /// <summary>OpenCV's source file.</summary>
    public string? FileName { get; set; } = fileName;

    /// <summary>The line within <see cref="FileName"/>.</summary>
    public int Line { get; set; } = line;
}
