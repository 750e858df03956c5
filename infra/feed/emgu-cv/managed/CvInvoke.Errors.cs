using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Emgu.CV.Interop;
using Emgu.CV.Util;

namespace Emgu.CV;

public static partial class CvInvoke
{
    /// <summary>The default handler. Its exception leaves through native frames, which ends the process.</summary>
    public static readonly CvErrorCallback CvErrorHandlerThrowException = ThrowException;

    /// <summary>Lets OpenCV handle its own error: bad picture data then decode to an empty Mat, all else ends the process.</summary>
    public static readonly CvErrorCallback CvErrorHandlerIgnoreError = IgnoreError;

    // OpenCV holds only the function pointer: a collected delegate would leave it dangling.
    private static CvErrorCallback? s_current;

    /// <summary>Replaces the process-wide error handler.</summary>
    /// <param name="errorHandler">The new handler.</param>
    /// <param name="userdata">Passed to the handler as it is.</param>
    /// <param name="prevUserdata">Where the previous userdata is written; zero if it is not wanted.</param>
    /// <returns>The previous handler's function pointer, or zero.</returns>
    public static IntPtr RedirectError(CvErrorCallback errorHandler, IntPtr userdata, IntPtr prevUserdata)
    {
        var previous = NativeMethods.RedirectError(Marshal.GetFunctionPointerForDelegate(errorHandler), userdata, prevUserdata);
        s_current = errorHandler;
        return previous;
    }

    [DoesNotReturn]
    private static int ThrowException(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData) =>
        throw new CvException(
            status, Marshal.PtrToStringUTF8(funcName), Marshal.PtrToStringUTF8(errMsg), Marshal.PtrToStringUTF8(fileName), line);

    private static int IgnoreError(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData) => 0;
}
