using Emgu.CV;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>OpenCV as the services set it up: loaded once, errors that it handles itself left to it.</summary>
public sealed class OpenCv
{
    public OpenCv()
    {
        if (!CvInvoke.Init())
            throw new InvalidOperationException("OpenCV did not load.");
        CvInvoke.RedirectError(CvInvoke.CvErrorHandlerIgnoreError, IntPtr.Zero, IntPtr.Zero);
    }
}
