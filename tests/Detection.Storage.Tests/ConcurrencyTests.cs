using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Readers = 4;
    private const int Rounds = 40;

    /// <summary>Blobs of one byte's value each, of different lengths: a torn one would show two values or a wrong length.</summary>
    [Fact]
    public async Task Should_show_readers_whole_blobs_only()
    {
        using var folder = new ScratchFolder();
        var store = new FileSystemBlobStore(new StorageOptions { Folder = folder.Path });
        await WriteAsync(store, writer: 0);
        using var finished = new CancellationTokenSource();

        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => ReadUntilAsync(store, finished.Token))).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
                await WriteAsync(store, writer);
        })));
        await finished.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal(["one"], folder.Files());
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
                writer => store.WriteAsync($"images/{writer}", new byte[] { 1 }, CancellationToken.None)));

            Assert.Equal(4 * Writers, folder.Files().Count);
        }
    }

    private static int LengthOf(int writer) => 50_000 + (writer * 77_777);

    private static async Task WriteAsync(FileSystemBlobStore store, int writer)
    {
        var content = new byte[LengthOf(writer)];
        Array.Fill(content, (byte)writer);
        using var stream = new MemoryStream(content);
        await store.WriteAsync("one", stream, default);
    }

    private static async Task<int> ReadUntilAsync(FileSystemBlobStore store, CancellationToken finished)
    {
        var reads = 0;
        do
        {
            await using var stream = (await store.OpenReadAsync("one", default))!;
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, CancellationToken.None);
            Assert.Equal(LengthOf(content[0]), content.Length);
            Assert.False(content.AsSpan().ContainsAnyExcept(content[0]));
            reads++;
        }
        while (!finished.IsCancellationRequested);
        return reads;
    }
}
