using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Detection.Storage;

/// <summary>Makes names in folders survive a crash: a flush of a file makes its bytes safe, but not its name.</summary>
/// <remarks>fsync(2): "ensuring that the entry in the directory has also reached disk needs an explicit fsync on the directory".</remarks>
internal static partial class FolderFlush
{
    private const int ReadOnlyCloseOnExec = 0x80000; // O_RDONLY | O_CLOEXEC of Linux
    private const int InvalidArgument = 22; // EINVAL: this file system has no such thing

    /// <summary>Makes a folder and those above it, as far as they are missing, and flushes their names.</summary>
    public static void Create(string folder)
    {
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null && !Directory.Exists(parent))
            Create(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            Flush(parent);
    }

    /// <summary>Flushes the names in a folder. Nothing to do on Windows, whose file systems keep a journal of them.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
            throw Failure("opened");
        try
        {
            if (Sync(descriptor) < 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failure("flushed");
        }
        finally
        {
            _ = Close(descriptor);
        }

        IOException Failure(string verb)
        {
            var error = new Win32Exception(Marshal.GetLastPInvokeError());
            return new IOException($"The folder {folder} cannot be {verb}: {error.Message}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
