using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Detection.Inference.Files;

/// <summary>Opens regular files only: a named pipe would block its reader for ever, and a device never ends.</summary>
/// <remarks>
/// On Linux it checks the kind before opening (opening a device may have effects), opens without blocking, and checks again
/// what it opened. .NET's own <see cref="File.OpenHandle"/> blocks, and does not tell the kinds apart.
/// </remarks>
internal static partial class RegularFile
{
    private const int ReadOnly = 0x80800; // O_RDONLY | O_NONBLOCK | O_CLOEXEC of Linux
    private const int WorkingFolder = -100; // AT_FDCWD
    private const int OfDescriptor = 0x1000; // AT_EMPTY_PATH
    private const uint KindOnly = 1; // STATX_TYPE
    private const int SizeOfAnswer = 256; // struct statx, the same on every processor
    private const int OffsetOfMode = 28;

    /// <summary>Opens a file for reading; a link's target, where it is one.</summary>
    /// <exception cref="IOException">There is none, it is something else, or it cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenHandle(path, options: FileOptions.SequentialScan);
        ThrowIfOdd(path, WorkingFolder, path, 0);
        var handle = new SafeFileHandle(OpenFile(path, ReadOnly), ownsHandle: true);
        try
        {
            if (handle.IsInvalid)
                throw Failure(path);
            ThrowIfOdd(path, (int)handle.DangerousGetHandle(), "", OfDescriptor);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void ThrowIfOdd(string path, int folder, string name, int flags)
    {
        Span<byte> answer = stackalloc byte[SizeOfAnswer];
        if (Stat(folder, name, flags, KindOnly, ref MemoryMarshal.GetReference(answer)) < 0)
            throw Failure(path);
        var what = (MemoryMarshal.Read<ushort>(answer[OffsetOfMode..]) & 0xF000) switch
        {
            0x8000 => null,
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0x4000 => "a folder",
            0xC000 => "a socket",
            _ => "something else",
        };
        if (what is not null)
            throw new IOException($"It is {what} and not a file.");
    }

    private static IOException Failure(string path)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{error.Message} ({path})", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int folder, string path, int flags, uint mask, ref byte answer);
}
