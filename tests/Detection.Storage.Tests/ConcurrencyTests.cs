using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Readers = 4;
    private const int Rounds = 40;
    private static readonly BlobName Name = BlobName.Image(Guid.NewGuid());
    private static readonly byte[] Content = new byte[600_000];

    /// <summary>Blobs that are written and removed again and again: a torn one would have a wrong length.</summary>
    [Fact]
    public async Task Should_show_readers_whole_blobs_only()
    {
        using var folder = new ScratchFolder();
        var store = new FileSystemBlobStore(new StorageOptions { Folder = folder.Path });
        var key = await store.WriteAsync(Name, Content, default);
        using var finished = new CancellationTokenSource();

        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => ReadUntilAsync(store, key, finished.Token))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await store.DeleteAsync(key, default);
                using var stream = new MemoryStream(Content);
                Assert.Equal(key, await store.WriteAsync(Name, stream, default));
            }
        })));
        await finished.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal([key], folder.Files());
    }

    /// <summary>Two deliveries of one command write one blob, whichever of them gives it its name.</summary>
    [Fact]
    public async Task Should_keep_one_blob_of_many_writes_of_the_same_content()
    {
        using var folder = new ScratchFolder();
        var store = new FileSystemBlobStore(new StorageOptions { Folder = folder.Path });

        var keys = await Task.WhenAll(Enumerable.Range(0, 10 * Writers).Select(_ => Task.Run(async () =>
        {
            using var stream = new MemoryStream(Content);
            return await store.WriteAsync(Name, stream, default);
        })));

        Assert.Equal([keys[0]], keys.Distinct());
        Assert.Equal([keys[0]], folder.Files());
    }

    /// <summary>The first write makes the folders; several may be the first.</summary>
    [Fact]
    public async Task Should_let_several_be_the_first_to_write()
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new ScratchFolder();
            var store = new FileSystemBlobStore(new StorageOptions { Folder = folder.Of("blobs") });

            await Task.WhenAll(Enumerable.Range(0, 4 * Writers).Select(
                _ => store.WriteAsync(BlobName.Image(Guid.NewGuid()), new byte[] { 1 }, CancellationToken.None)));

            Assert.Equal(4 * Writers, folder.Files().Count);
        }
    }

    private static async Task<int> ReadUntilAsync(FileSystemBlobStore store, string key, CancellationToken finished)
    {
        var reads = 0;
        do
        {
            await using var stream = await store.OpenReadAsync(key, default);
            if (stream is null)
                continue;
            Assert.Equal(Content.Length, stream.Length);
            reads++;
        }
        while (!finished.IsCancellationRequested || reads == 0);
        return reads;
    }
}
