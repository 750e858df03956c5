using System.Runtime.InteropServices;
using Emgu.CV.Interop;

namespace Emgu.CV;

/// <summary>
/// OpenCV's functions. An OpenCV error is fatal on Linux under either handler, except inside Imdecode under
/// <see cref="CvErrorHandlerIgnoreError"/>: check every argument before the call.
/// </summary>
public static partial class CvInvoke
{
    // Explicit: loads the library and installs the default handler before the first call, from wherever it comes.
    static CvInvoke() => RedirectError(CvErrorHandlerThrowException, IntPtr.Zero, IntPtr.Zero);

    /// <summary>The threads of OpenCV's parallel loops, process-wide; zero turns them off.</summary>
    public static int NumThreads
    {
        get => NativeMethods.GetNumThreads();
        set => NativeMethods.SetNumThreads(value);
    }

    /// <summary>Whether OpenCV uses its SIMD code.</summary>
    public static bool UseOptimized
    {
        get => NativeMethods.GetUseOptimized() != 0;
        set => NativeMethods.SetUseOptimized(value ? 1 : 0);
    }

    /// <summary>OpenCV's own description of how it was built.</summary>
    public static string BuildInformation => Marshal.PtrToStringUTF8(NativeMethods.BuildInformation()) ?? string.Empty;

    /// <summary>Loads the native library; without it, a <see cref="TypeInitializationException"/>.</summary>
    public static bool Init() => true;
}
