using System.Runtime.Versioning;

namespace Detection.Hosting.Files;

/// <summary>Takes from files and folders what others may do with them.</summary>
[UnsupportedOSPlatform("windows")]
internal static class PrivateMode
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Makes a file 0600 if others may use it. Otherwise its mode is somebody's decision and stays.</summary>
    public static void CloseFile(string path) => Close(path, OwnerFile);

    /// <summary>Makes a folder 0700 if others may use it. Otherwise its mode is somebody's decision and stays.</summary>
    public static void CloseFolder(string path) => Close(path, OwnerFolder);

    /// <summary>Whether a folder was given to a group: the group may write, others may not even read.</summary>
    public static bool IsGroups(string folder) =>
        Directory.Exists(folder) && File.GetUnixFileMode(folder) is var mode && mode.HasFlag(UnixFileMode.GroupWrite) && (mode & Others) == 0;

    private static void Close(string path, UnixFileMode mode)
    {
        try
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
                File.SetUnixFileMode(path, mode);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's: that one decides who may use it.
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException || !Path.Exists(path))
        {
            // Removed since.
        }
    }
}
