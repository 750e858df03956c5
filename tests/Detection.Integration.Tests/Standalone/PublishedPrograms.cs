using System.Diagnostics;
using Detection.Testing;

namespace Detection.Integration.Tests.Standalone;

/// <summary>Publishes the embedded mode into a folder outside the repository.</summary>
public sealed class PublishedPrograms : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    private readonly ScratchFolder _folder = new();

    /// <summary>Publishes one layout.</summary>
    /// <param name="layout">A name for its folder.</param>
    /// <param name="options">More options of dotnet publish.</param>
    /// <returns>The folder with the program.</returns>
    /// <exception cref="InvalidOperationException">The publish failed; the message has its output.</exception>
    public async Task<string> PublishAsync(string layout, params IEnumerable<string> options)
    {
        var target = _folder.Of("published", layout);
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Repository.Of("services", "Detection.Standalone"), "--configuration", "Release", "--verbosity", "quiet",
                // Nothing of the repository changes: neither its build output nor its lock files. No layout sees what another one built.
                "--artifacts-path", _folder.Of("built", layout), "--output", target,
                "-p:RestorePackagesWithLockFile=false", $"-p:NuGetLockFilePath={_folder.Of("none.json")}", "-nodeReuse:false", .. options,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(limit.Token), publish.StandardError.ReadToEndAsync(limit.Token));
            await publish.WaitForExitAsync(limit.Token);
            return publish.ExitCode == 0 ? target : throw new InvalidOperationException(string.Concat(output));
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet publish ({layout}) did not end within {Limit}.");
        }
    }

    public void Dispose() => _folder.Dispose();
}
