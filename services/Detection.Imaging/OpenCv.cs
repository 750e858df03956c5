using Emgu.CV;

namespace Detection.Imaging;

/// <summary>Process-wide set-up of OpenCV.</summary>
public static class OpenCv
{
    private static readonly Lock Gate = new();
    private static bool _initialized;

    /// <summary>Loads the native library and sets it up. Call it first thing in a process; later calls change only the threads.</summary>
    /// <param name="threads">Threads that one OpenCV call may use, at least 1.</param>
    /// <remarks>Loading changes the process's current directory for a moment, hence at start-up and not amid requests.</remarks>
    /// <exception cref="InvalidOperationException">The native library does not load.</exception>
    public static void Initialize(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        lock (Gate)
        {
            EnsureInitialized();
            CvInvoke.NumThreads = threads;
        }
    }

    /// <summary>Set-up with OpenCV's own choice of threads, unless <see cref="Initialize"/> was called before.</summary>
    internal static void EnsureInitialized()
    {
        lock (Gate)
        {
            if (_initialized)
                return;
            if (!CvInvoke.Init())
                throw new InvalidOperationException("OpenCV's native library does not load.");

            // Turns what OpenCV catches itself (damaged pictures) into an empty result. Everything else it
            // reports still ends the process, so no caller may pass an argument that it has not checked.
            CvInvoke.RedirectError(CvInvoke.CvErrorHandlerIgnoreError, IntPtr.Zero, IntPtr.Zero);
            _initialized = true;
        }
    }
}
