using System.Diagnostics;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>Holds the line that no code may rely on catching an OpenCV error: each of these ends a process of its own.</summary>
public sealed class FatalCallTests
{
    private const int Aborted = 128 + 6;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Names => [.. FatalCalls.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Should_end_the_process(string name)
    {
        var (exitCode, errors) = await RunAsync(name);

        Assert.True(exitCode == Aborted, $"exit code {exitCode}: {errors}");
        Assert.Contains("OpenCV", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_the_exception_that_the_default_handler_raises()
    {
        var (_, errors) = await RunAsync("decode-nothing-default-handler");

        Assert.Contains("Emgu.CV.Util.CvException: OpenCV: !buf.empty()", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(string name)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(FatalCallTests).Assembly.Location, name])
        {
            RedirectStandardError = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0" },
        };
        if (name == "decode-over-environment-limit")
            start.Environment["OPENCV_IO_MAX_IMAGE_PIXELS"] = "1000";
        using var child = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = new CancellationTokenSource(s_limit);
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
