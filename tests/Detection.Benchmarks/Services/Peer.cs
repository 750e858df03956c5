using System.ComponentModel;
using System.Diagnostics;
using Detection.Testing;

namespace Detection.Benchmarks.Services;

/// <summary>The Node.js service of tests/peers/node.</summary>
internal static class Peer
{
    private static readonly string Folder = Repository.Of("tests", "peers", "node");

    /// <summary>Its program.</summary>
    public static string Program { get; } = Path.Combine(Folder, "server.mjs");

    /// <summary>Installs its packages where they are not there yet.</summary>
    /// <returns>Why that cannot be; null where it runs.</returns>
    public static async Task<string?> InstallAsync()
    {
        try
        {
            using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Folder, "install.sh")]) { RedirectStandardError = true })!;
            var said = await script.StandardError.ReadToEndAsync();
            await script.WaitForExitAsync();
            return script.ExitCode == 0 ? null : $"its packages could not be had: {said.Trim()}";
        }
        catch (Win32Exception e)
        {
            return $"bash is needed to install it: {e.Message}";
        }
    }
}
