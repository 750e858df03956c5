using System.Net;
using System.Runtime.Versioning;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>Pictures, database and locks are for the user that the service runs as, and for nobody else on the machine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateDataTests(ITestOutputHelper output) : StartTests(output)
{
    private const UnixFileMode OpenFile = (UnixFileMode)0b110_100_100;
    private const UnixFileMode OpenFolder = (UnixFileMode)0b111_101_101;
    private const UnixFileMode OwnerFile = (UnixFileMode)0b110_000_000;
    private const UnixFileMode OwnerFolder = (UnixFileMode)0b111_000_000;

    [Fact]
    public async Task Should_make_folders_and_files_that_only_its_user_can_read()
    {
        using var parent = new ScratchFolder();
        var data = parent.Of("data");
        await RunAsync(data);

        AssertPrivate(data);
        Assert.Contains(Directory.GetFiles(data, "*", SearchOption.AllDirectories), file => file.Contains("/blobs/images/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_close_what_earlier_versions_left_open()
    {
        using var parent = new ScratchFolder();
        var data = parent.Of("data");
        await RunAsync(data);
        foreach (var folder in new[] { data, Path.Combine(data, "blobs") })
            File.SetUnixFileMode(folder, OpenFolder);
        foreach (var file in Directory.GetFiles(data))
            File.SetUnixFileMode(file, OpenFile);

        await RunAsync(data);

        AssertPrivate(data);
    }

    [Fact]
    public async Task Should_leave_a_folder_alone_that_holds_other_things()
    {
        using var folder = new ScratchFolder();
        File.SetUnixFileMode(folder.Path, OpenFolder);
        var other = folder.Of("other.txt");
        await File.WriteAllTextAsync(other, "");
        File.SetUnixFileMode(other, OpenFile);

        await RunAsync(folder.Path);

        Assert.Equal(OpenFolder, File.GetUnixFileMode(folder.Path));
        Assert.Equal(OpenFile, File.GetUnixFileMode(other));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(folder.Of("detection.db")));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(folder.Of("blobs")));
    }

    [Fact]
    public async Task Should_leave_a_groups_folder_to_the_group()
    {
        const UnixFileMode groups = (UnixFileMode)0b111_111_000;
        using var folder = new ScratchFolder();
        File.SetUnixFileMode(folder.Path, groups);

        await RunAsync(folder.Path);

        Assert.Equal(groups, File.GetUnixFileMode(folder.Path));
        Assert.Equal(groups, File.GetUnixFileMode(folder.Of("blobs")));
        var picture = Directory.GetFiles(folder.Of("blobs", "images"), "*", SearchOption.AllDirectories)[0];
        Assert.Equal((UnixFileMode)0b110_110_000, File.GetUnixFileMode(picture));
    }

    // Submits a picture, and stops once it has been worked on.
    private async Task RunAsync(string data)
    {
        var process = Watched(StartedProcess.Standalone(data));
        await process.LiveAsync();
        await Eventually.TrueAsync("it is ready", async () => await process.StatusAsync("health/ready") == HttpStatusCode.OK);
        using var client = new DetectionClient(process.Http.BaseAddress!);
        var submitted = await client.SubmitAsync(new DrawnPicture(3).ToPng());
        await client.CompletedAsync(submitted.Id);
        await process.StopAsync();
    }

    private static void AssertPrivate(string data)
    {
        foreach (var file in Directory.GetFiles(data, "*", SearchOption.AllDirectories))
            Assert.True(File.GetUnixFileMode(file) == OwnerFile, $"{file} is {File.GetUnixFileMode(file)}");
        foreach (var folder in Directory.GetDirectories(data, "*", SearchOption.AllDirectories).Append(data))
            Assert.True(File.GetUnixFileMode(folder) == OwnerFolder, $"{folder} is {File.GetUnixFileMode(folder)}");
    }
}
