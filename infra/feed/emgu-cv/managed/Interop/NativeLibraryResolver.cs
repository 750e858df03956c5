using System.Reflection;
using System.Runtime.InteropServices;

namespace Emgu.CV.Interop;

/// <summary>
/// Finds and loads libcvextern.so. The package keeps it under the RID ubuntu-x64, which the portable RID graph of .NET 8 and later
/// does not contain, so this class looks into the folders that a build, a test run and a portable publish fill.
/// </summary>
/// <remarks>
/// It loads as the original does: RTLD_NOW | RTLD_GLOBAL. Every symbol of OpenCV and of the libraries below it, the system's SQLite
/// among them, then comes before those of libraries that .NET loads later. A program that has its own SQLite must provide for that.
/// </remarks>
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
                var path = Path.Combine(folder, relative);
                if (File.Exists(path))
                    return DynamicLinker.LoadGlobally(path);
            }
        }
        return IntPtr.Zero;
    }
}
