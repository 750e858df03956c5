using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Emgu.CV.Interop;
using Emgu.CV.Util;

namespace Emgu.CV;

public static partial class CvInvoke
{
    /// <summary>Handles an OpenCV error. OpenCV calls it on the thread that made the error, then throws. The texts are UTF-8.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int CvErrorCallback(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData);

    /// <summary>The default handler. Its exception leaves through native frames, which ends the process.</summary>
    public static readonly CvErrorCallback CvErrorHandlerThrowException = ThrowException;

    /// <summary>Ignores the error. Bad picture data then decode to an empty Mat; every other error ends the process.</summary>
    public static readonly CvErrorCallback CvErrorHandlerIgnoreError = IgnoreError;

    // Keeps the delegate alive: OpenCV holds only its function pointer.
    private static CvErrorCallback? s_current;

    /// <summary>Replaces the process-wide error handler.</summary>
    /// <param name="errorHandler">The new handler.</param>
    /// <param name="userdata">Passed to the handler as it is.</param>
    /// <param name="prevUserdata">Where the previous userdata is written; zero if it is not wanted.</param>
    /// <returns>The previous handler's function pointer, or zero.</returns>
    public static IntPtr RedirectError(CvErrorCallback errorHandler, IntPtr userdata, IntPtr prevUserdata)
    {
        var previous = RedirectError(Marshal.GetFunctionPointerForDelegate(errorHandler), userdata, prevUserdata);
        s_current = errorHandler;
        return previous;
    }

    /// <summary>Replaces the process-wide error handler by a native function.</summary>
    /// <param name="errorHandler">A function pointer with the signature of <see cref="CvErrorCallback"/>; zero restores OpenCV's own handler.</param>
    /// <param name="userdata">Passed to the handler as it is.</param>
    /// <param name="prevUserdata">Where the previous userdata is written; zero if it is not wanted.</param>
    /// <returns>The previous handler's function pointer, or zero.</returns>
    public static IntPtr RedirectError(IntPtr errorHandler, IntPtr userdata, IntPtr prevUserdata) =>
        NativeMethods.RedirectError(errorHandler, userdata, prevUserdata);

    [DoesNotReturn]
    private static int ThrowException(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData) =>
        throw new CvException(
            status, Marshal.PtrToStringUTF8(funcName), Marshal.PtrToStringUTF8(errMsg), Marshal.PtrToStringUTF8(fileName), line);

    private static int IgnoreError(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData) => 0;
}
