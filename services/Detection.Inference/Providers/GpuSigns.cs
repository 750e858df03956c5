namespace Detection.Inference.Providers;

/// <summary>
/// Traces of an NVIDIA GPU that are there even where its driver, or a container without access to it, keeps it from use.
/// </summary>
internal static class GpuSigns
{
    private const string NvidiaVendor = "0x10de", DisplayClass = "0x03";

    /// <param name="root">The file system's root; another in tests.</param>
    public static IReadOnlyList<string> Find(string root = "/")
    {
        var signs = new List<string>();
        if (Directory.Exists(Path.Combine(root, "proc", "driver", "nvidia")))
            signs.Add("/proc/driver/nvidia is there");
        if (Entries(Path.Combine(root, "dev"), "nvidia*").FirstOrDefault() is { } device)
            signs.Add($"/dev/{Path.GetFileName(device)} is there");
        if (Entries(Path.Combine(root, "sys", "bus", "pci", "devices"), "*").FirstOrDefault(IsNvidiaDisplay) is { } card)
            signs.Add($"an NVIDIA card is on the PCI bus at {Path.GetFileName(card)}");
        // Only of this machine: the loader knows no other root.
        if (root == "/" && CudaProbe.HasDriver())
            signs.Add("the NVIDIA driver's library is installed");
        return signs;
    }

    /// <remarks>https://docs.kernel.org/PCI/sysfs-pci.html; the class codes are the PCI specification's, 03 is a display.</remarks>
    private static bool IsNvidiaDisplay(string device) =>
        Read(device, "vendor") == NvidiaVendor && Read(device, "class").StartsWith(DisplayClass, StringComparison.Ordinal);

    private static string[] Entries(string folder, string pattern)
    {
        try
        {
            return [.. Directory.GetFileSystemEntries(folder, pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or not for us: no sign.
            return [];
        }
    }

    private static string Read(string device, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(device, file)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
