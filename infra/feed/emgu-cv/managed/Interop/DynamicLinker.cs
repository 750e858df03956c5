using System.Runtime.InteropServices;
using System.Text;

namespace Emgu.CV.Interop;

/// <summary>dlopen(3), for flags that <see cref="NativeLibrary"/> does not offer.</summary>
internal static unsafe class DynamicLinker
{
    // The values of Linux's C libraries.
    private const int BindNow = 0x002;
    private const int Global = 0x100;

    /// <summary>Loads a library, resolves all of its symbols at once and shows them to every library that is loaded later.</summary>
    /// <exception cref="DllNotFoundException">The library, or one that it needs, does not load. The message names it.</exception>
    public static IntPtr LoadGlobally(string path)
    {
        // Function pointers: the runtime binds an import at its first call, and that would clear the error that dlerror is to tell.
        var program = NativeLibrary.GetMainProgramHandle();
        var open = (delegate* unmanaged<byte*, int, IntPtr>)NativeLibrary.GetExport(program, "dlopen");
        var lastError = (delegate* unmanaged<IntPtr>)NativeLibrary.GetExport(program, "dlerror");

        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            var library = open(name, BindNow | Global);
            return library != IntPtr.Zero
                ? library
                : throw new DllNotFoundException(Marshal.PtrToStringUTF8(lastError()) ?? $"{path} does not load.");
        }
    }
}
