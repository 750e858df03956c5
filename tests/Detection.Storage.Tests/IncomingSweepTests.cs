using Detection.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Storage.Tests;

/// <summary>What a process that was killed left behind goes at the next start, and nothing else.</summary>
public sealed class IncomingSweepTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_remove_half_written_blobs_that_are_a_day_old()
    {
        var incoming = _folder.Of(FileSystemBlobStore.IncomingFolder);
        Directory.CreateDirectory(incoming);
        Write(Path.Combine(incoming, "old"), hours: 25);
        Write(Path.Combine(incoming, "young"), hours: 23);
        Write(_folder.Of("blob"), hours: 1000);

        await SweepAsync(_folder.Path);

        Assert.Equal([Path.Combine(FileSystemBlobStore.IncomingFolder, "young"), "blob"], _folder.Files());
    }

    [Fact]
    public async Task Should_make_no_store_where_there_is_none()
    {
        await SweepAsync(_folder.Of("absent"));

        Assert.False(Directory.Exists(_folder.Of("absent")));
    }

    private static Task SweepAsync(string folder) =>
        new IncomingSweep(Options.Create(new StorageOptions { Folder = folder }), TimeProvider.System, NullLogger<IncomingSweep>.Instance)
            .StartAsync(CancellationToken.None);

    private static void Write(string path, int hours)
    {
        File.WriteAllBytes(path, [1]);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
    }
}
