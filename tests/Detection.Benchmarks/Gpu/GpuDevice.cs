using System.ComponentModel;
using System.Diagnostics;

namespace Detection.Benchmarks.Gpu;

/// <summary>The GPU as the driver's own tool describes it.</summary>
internal static class GpuDevice
{
    /// <summary>Name, memory and driver of the first GPU; null where there is no driver.</summary>
    public static async Task<string?> DescribeAsync()
    {
        try
        {
            using var tool = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = await tool.StandardOutput.ReadToEndAsync();
            await tool.WaitForExitAsync();
            return tool.ExitCode == 0 && said.Length > 0 ? said.Split('\n')[0] : null;
        }
        catch (Win32Exception)
        {
            return null; // There is no such program.
        }
    }
}
