using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class ListTests : IDisposable
{
    private static readonly DateTime Earlier = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

    private readonly ScratchFolder _folder = new();
    private readonly FileSystemBlobStore _store;

    public ListTests() => _store = new FileSystemBlobStore(new StorageOptions { Folder = _folder.Path });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Should_list_every_blob_with_its_time_and_nothing_else()
    {
        Put("images/ab/one", Earlier);
        Put("annotated/cd/two.jpg", Earlier.AddHours(1));
        Put("three", Earlier.AddHours(2));
        Put(".incoming/half", Earlier);
        Put("images/.hidden", Earlier);
        Put("Upper/case", Earlier);

        var listed = await _store.ListAsync(default).ToListAsync();

        Assert.Equal(
            [
                new BlobEntry("annotated/cd/two.jpg", Earlier.AddHours(1)),
                new BlobEntry("images/ab/one", Earlier),
                new BlobEntry("three", Earlier.AddHours(2)),
            ],
            listed.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    /// <summary>More than one piece of the listing.</summary>
    [Fact]
    public async Task Should_list_thousands()
    {
        const int count = 2500;
        for (var i = 0; i < count; i++)
            Put($"images/{i % 7}/{i}", Earlier);

        Assert.Equal(count, await _store.ListAsync(default).Select(entry => entry.Key).Distinct().CountAsync());
    }

    [Fact]
    public async Task Should_remove_what_was_listed_unless_it_was_written_again()
    {
        var (stale, fresh) = (BlobName.Image(Guid.NewGuid()), BlobName.Image(Guid.NewGuid()));
        foreach (var name in new[] { stale, fresh })
            File.SetLastWriteTimeUtc(_folder.Of(await _store.WriteAsync(name, new byte[] { 1 }, default)), Earlier);
        var listed = await _store.ListAsync(default).ToDictionaryAsync(entry => entry.Key);

        await _store.WriteAsync(fresh, new byte[] { 1 }, default);

        Assert.True(await _store.DeleteAsync(listed[stale.KeyOf([1])], default));
        Assert.False(await _store.DeleteAsync(listed[fresh.KeyOf([1])], default));
        Assert.False(await _store.DeleteAsync(listed[stale.KeyOf([1])], default)); // Not there any more.
        Assert.Equal([fresh.KeyOf([1])], _folder.Files());
    }

    [Fact]
    public async Task Should_stop_when_cancelled()
    {
        Put("one", Earlier);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.ListAsync(cancelled.Token).ToListAsync());
    }

    private void Put(string key, DateTime at)
    {
        var path = _folder.Of(key.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [1]);
        File.SetLastWriteTimeUtc(path, at);
    }
}
