using System.Diagnostics;

namespace Detection.Testing;

/// <summary>A file system of its own with little room: a tmpfs, which only root can mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(int kibibytes)
    {
        Path = Directory.CreateTempSubdirectory("detection-disk-").FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", Path))
        {
            Directory.Delete(Path);
            throw new InvalidOperationException("mount -t tmpfs was refused.");
        }
    }

    /// <summary>Why tests that need one skip; null where one can be mounted.</summary>
    public static string? SkipReason { get; } = Probe();

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts one.</summary>
    /// <param name="kibibytes">Its room.</param>
    public static SmallDisk Mount(int kibibytes) => new(kibibytes);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static string? Probe()
    {
        const string reason = "needs to mount a small tmpfs, which this user or this container may not";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return reason;
        try
        {
            Mount(64).Dispose();
            return null;
        }
        catch (InvalidOperationException)
        {
            return reason;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
