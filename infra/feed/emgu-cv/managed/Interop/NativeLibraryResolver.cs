using System.Reflection;
using System.Runtime.InteropServices;

namespace Emgu.CV.Interop;

/// <summary>
/// Finds libcvextern.so. The package keeps it under the RID ubuntu-x64, which the host's portable RID graph
/// (.NET 8 and later) no longer searches, so the folders that build, test and portable publish fill are probed here.
/// </summary>
internal static class NativeLibraryResolver
{
    private static readonly string[] s_relativePaths =
    [
        Path.Combine("runtimes", "ubuntu-x64", "native", "libcvextern.so"),
        "libcvextern.so",
    ];

    public static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.Library)
            return IntPtr.Zero;
        string[] folders = [AppContext.BaseDirectory, Path.GetDirectoryName(assembly.Location) ?? string.Empty];
        foreach (var folder in folders)
        {
            foreach (var relative in s_relativePaths)
            {
                // Load throws and names the library that is missing, which a fall-through would hide.
                var path = Path.Combine(folder, relative);
                if (File.Exists(path))
                    return NativeLibrary.Load(path);
            }
        }
        return IntPtr.Zero;
    }
}
