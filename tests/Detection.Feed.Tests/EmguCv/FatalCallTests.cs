using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>No code may rely on catching an OpenCV error: each of these calls ends a process of its own.</summary>
public sealed class FatalCallTests
{
    private const int Aborted = 128 + 6;

    public static TheoryData<string> Names => [.. FatalCalls.All.Keys];

    [EmguCvTheory]
    [MemberData(nameof(Names))]
    public async Task Should_end_the_process(string name)
    {
        var (exitCode, errors) = await ChildProcess.RunAsync(name);

        Assert.True(exitCode == Aborted, $"exit code {exitCode}: {errors}");
        Assert.Contains("OpenCV", errors, StringComparison.Ordinal);
    }

    [EmguCvFact]
    public async Task Should_name_the_exception_that_the_default_handler_raises()
    {
        var (_, errors) = await ChildProcess.RunAsync("decode-nothing-default-handler");

        Assert.Contains("Emgu.CV.Util.CvException: OpenCV: !buf.empty()", errors, StringComparison.Ordinal);
    }
}
