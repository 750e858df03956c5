using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>API and worker in one process live in every published layout, with EF Core's SQLite beside OpenCV's.</summary>
/// <remarks>The layout of a plain build is what all other tests of this folder run.</remarks>
[Trait("Category", "Faults")]
public sealed class PublishedLayoutTests(PublishedPrograms programs, ITestOutputHelper output)
    : ServiceTests(output), IClassFixture<PublishedPrograms>
{
    private const string Program = "Detection.Standalone";

    [Fact]
    public async Task Should_live_where_it_was_published_for_no_platform() =>
        await AssertLivesAsync("dotnet", Path.Combine(await programs.PublishAsync("portable"), $"{Program}.dll"));

    [Theory]
    [InlineData("framework-dependent", "--self-contained", "false")]
    [InlineData("self-contained", "--self-contained", "true")]
    [InlineData("single-file", "--self-contained", "true", "-p:PublishSingleFile=true", "-p:IncludeNativeLibrariesForSelfExtract=true")]
    public async Task Should_live_where_it_was_published_for_linux_x64(string layout, params string[] options) =>
        await AssertLivesAsync(Path.Combine(await programs.PublishAsync(layout, ["--runtime", "linux-x64", .. options]), Program));

    private async Task AssertLivesAsync(params string[] command)
    {
        using var extracted = new ScratchFolder();
        var app = await StandaloneApp.StartPublishedAsync(
            command, TestModels.Folder, ("DOTNET_BUNDLE_EXTRACT_BASE_DIR", extracted.Path));
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);

        foreach (var picture in (DrawnPicture[])[new(5), new(6)])
            picture.AssertFound(await app.Client.CompletedAsync((await app.Client.SubmitAsync(picture.ToPng())).Id));

        var maps = await File.ReadAllTextAsync($"/proc/{app.ProcessId}/maps");
        Assert.Contains("libe_sqlite3.so", maps, StringComparison.Ordinal);
        Assert.Contains("libcvextern.so", maps, StringComparison.Ordinal);
        await app.StopAsync();
    }
}
