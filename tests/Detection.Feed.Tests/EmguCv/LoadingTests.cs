using System.Runtime.InteropServices;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>The native library is loaded RTLD_GLOBAL, as the original loads its own, and SQLite survives it if it is protected.</summary>
[Collection(OpenCvCollection.Name)]
public sealed class LoadingTests
{
    private const int SegmentationFault = 128 + 11;

    [EmguCvFact]
    public void Should_show_its_functions_to_every_other_library() => Assert.True(
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "cvs_get_num_threads", out _));

    [EmguCvFact]
    public async Task Should_end_a_process_whose_SQLite_is_not_protected()
    {
        var (exitCode, errors) = await ChildProcess.RunAsync("sqlite-unprotected");

        Assert.True(exitCode is SegmentationFault or SqliteCalls.NoOtherSqlite, $"exit code {exitCode}: {errors}");
    }

    [EmguCvTheory]
    [InlineData("sqlite-then-opencv")]
    [InlineData("opencv-then-sqlite")]
    public async Task Should_leave_a_protected_SQLite_alone(string order)
    {
        var (exitCode, errors) = await ChildProcess.RunAsync(order);

        Assert.True(exitCode is 0 or SqliteCalls.NoOtherSqlite, $"exit code {exitCode}: {errors}");
    }
}
