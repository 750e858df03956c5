using System.Diagnostics;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>Runs one call of <see cref="FatalCalls"/> or <see cref="SqliteCalls"/> in a process of its own.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <returns>The exit status, 128 and the signal's number after a signal, and what the process wrote to its error stream.</returns>
    public static async Task<(int ExitCode, string Errors)> RunAsync(string name)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location, name])
        {
            RedirectStandardError = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0" },
        };
        if (name == "decode-over-environment-limit")
            start.Environment["OPENCV_IO_MAX_IMAGE_PIXELS"] = "1000";
        using var child = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var errors = await child.StandardError.ReadToEndAsync(limit.Token);
            await child.WaitForExitAsync(limit.Token);
            return (child.ExitCode, errors);
        }
        catch (OperationCanceledException)
        {
            child.Kill();
            throw;
        }
    }
}
