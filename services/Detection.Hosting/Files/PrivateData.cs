using System.Runtime.InteropServices;
using Detection.Hosting.Starting;
using Microsoft.Extensions.Configuration;

namespace Detection.Hosting.Files;

/// <summary>Keeps the data to the user that the process runs as: folders 0700, files 0600.</summary>
/// <remarks>
/// The umask covers all that this process and its libraries make, SQLite's and TensorRT's files included. What earlier versions
/// made is closed here. A data folder that an operator gave to a group (0770, 2770) stays the group's, with all in it.
/// </remarks>
internal sealed partial class PrivateData(IConfiguration configuration) : IStartCheck
{
    private const int OwnerOnly = 0x3f; // 077
    private const int OwnerAndGroup = 0x07; // 007

    public void Check()
    {
        if (OperatingSystem.IsWindows())
            return; // Folders inherit their access there.
        var data = new DataFiles(configuration);
        _ = SetUmask(data.Folders.Any(PrivateMode.IsGroups) ? OwnerAndGroup : OwnerOnly);
        foreach (var file in data.Files.Where(File.Exists))
            PrivateMode.CloseFile(file);
        foreach (var folder in data.Folders.Where(data.IsOurs))
            PrivateMode.CloseFolder(folder);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetUmask(int mask);
}
