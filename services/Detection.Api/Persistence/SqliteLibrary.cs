using System.Runtime.InteropServices;
using System.Text;

namespace Detection.Api.Persistence;

/// <summary>Loads the SQLite library that EF Core brings along, bound to its own functions.</summary>
/// <remarks>
/// Emgu CV loads OpenCV with RTLD_GLOBAL, and OpenCV loads the system's SQLite. .NET loads libe_sqlite3 with lazy binding, so its
/// calls to itself then reach the system's SQLite, another version, and the process dies with exit status 139. RTLD_DEEPBIND
/// binds the library to itself first, and RTLD_NOW does so at once. The flags of the first load count: .NET later finds the same
/// file loaded and keeps its bindings. musl ignores RTLD_DEEPBIND; there the library must be loaded before OpenCV.
/// </remarks>
internal static unsafe class SqliteLibrary
{
    /// <summary>The file's name on Linux, glibc and musl alike.</summary>
    public const string FileName = "libe_sqlite3.so";

    // The values of Linux's C libraries.
    private const int BindNow = 0x002;
    private const int BindToItself = 0x008;

    /// <summary>Where .NET looks for native libraries, in its order: the folders that the host found in the layout, then the program's.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        AppContext.BaseDirectory,
    ];

    private static readonly Lazy<string?> Loaded = new(() => LoadFrom(Folders, FileName));

    /// <summary>Loads the library. Call it before anything uses SQLite or OpenCV; later calls do nothing.</summary>
    /// <returns>Null, or one sentence on why the library is not loaded. EF Core then loads SQLite unprotected, if it finds one.</returns>
    public static string? Load() => Loaded.Value;

    /// <summary>Loads a library from the first folder that has it, else from where the system keeps its libraries.</summary>
    /// <returns>Null, or one sentence on why it is not loaded.</returns>
    public static string? LoadFrom(IReadOnlyList<string> folders, string name)
    {
        // Only Linux has one name space for the functions of all libraries.
        if (!OperatingSystem.IsLinux())
            return null;
        if (folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } file)
            return Open(file) is { } problem ? $"{name} does not load: {problem}." : null;
        return Open(name) is null ? null : $"{name} is in none of {string.Join(", ", folders)}, nor among the system's libraries.";
    }

    /// <returns>Null, or the dynamic linker's reason.</returns>
    private static string? Open(string file)
    {
        // Function pointers: .NET binds an import at its first call, and that would clear the error that dlerror returns.
        var program = NativeLibrary.GetMainProgramHandle();
        var open = (delegate* unmanaged<byte*, int, nint>)NativeLibrary.GetExport(program, "dlopen");
        var lastError = (delegate* unmanaged<nint>)NativeLibrary.GetExport(program, "dlerror");

        fixed (byte* path = Encoding.UTF8.GetBytes(file + '\0'))
            return open(path, BindNow | BindToItself) == 0 ? Marshal.PtrToStringUTF8(lastError()) ?? "no reason given" : null;
    }
}
