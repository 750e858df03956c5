using System.ComponentModel;
using System.Diagnostics;
using Detection.Testing;

namespace Detection.Integration.Tests.Clients;

/// <summary>npm's packages of a client in tests/clients. Installed on first use.</summary>
internal static class NpmPackages
{
    /// <summary>The folder of a client.</summary>
    public static string FolderOf(string client) => Repository.Of("tests", "clients", client);

    /// <summary>Installs what a client needs.</summary>
    /// <returns>Why it cannot be used; null where it is installed.</returns>
    public static string? Install(string client)
    {
        try
        {
            using var script = Process.Start(new ProcessStartInfo("bash", [Repository.Of("tests", "clients", "install.sh"), client]) { RedirectStandardError = true })!;
            var error = script.StandardError.ReadToEnd();
            script.WaitForExit();
            return script.ExitCode == 0 ? null : $"needs npm's packages of tests/clients/{client}, which are not installed and could not be: {error.Trim()}";
        }
        catch (Win32Exception e)
        {
            return $"needs bash to install npm's packages: {e.Message}";
        }
    }
}
