using Emgu.CV;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>OpenCV as the services set it up: loaded once, with the handler that ignores errors.</summary>
public sealed class OpenCv
{
    public OpenCv()
    {
        // The real library may not load on this distribution, and no test of this collection runs on it.
        if (StandIn.NoEmguCv is not null)
            return;
        if (!CvInvoke.Init())
            throw new InvalidOperationException("OpenCV did not load.");
        CvInvoke.RedirectError(CvInvoke.CvErrorHandlerIgnoreError, IntPtr.Zero, IntPtr.Zero);
    }
}
