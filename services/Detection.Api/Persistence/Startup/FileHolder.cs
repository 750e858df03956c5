using System.Globalization;

namespace Detection.Api.Persistence.Startup;

/// <summary>Finds the process that has a file open, as Linux's /proc shows it.</summary>
internal static class FileHolder
{
    /// <summary>Its id; null where it cannot be known: another user's, another container's, another system.</summary>
    /// <param name="file">Absolute path.</param>
    public static int? ProcessOf(string file)
    {
        if (!Directory.Exists("/proc/self/fd"))
            return null;
        var folder = Path.GetDirectoryName(file)!;
        var real = Path.Combine(new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder, Path.GetFileName(file));
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId && Holds(process, real))
                return id;
        }

        return null;
    }

    private static bool Holds(string process, string file)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(fd => new FileInfo(fd).LinkTarget == file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended meanwhile, or is another user's.
        }
    }
}
