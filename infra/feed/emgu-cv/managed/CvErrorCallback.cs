using System.Runtime.InteropServices;

namespace Emgu.CV;

/// <summary>Called by OpenCV on an error, on the thread that met it, before OpenCV throws. The texts are UTF-8.</summary>
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate int CvErrorCallback(int status, IntPtr funcName, IntPtr errMsg, IntPtr fileName, int line, IntPtr userData);
