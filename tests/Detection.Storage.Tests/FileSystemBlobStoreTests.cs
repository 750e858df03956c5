using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class FileSystemBlobStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly FileSystemBlobStore _store;

    public FileSystemBlobStoreTests() => _store = new FileSystemBlobStore(new StorageOptions { Folder = _folder.Of("blobs") });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((256 * 1024) - 1)]
    [InlineData(256 * 1024)]
    [InlineData((3 * 256 * 1024) + 5)]
    public async Task Should_give_back_what_was_written(int length)
    {
        var content = Bytes(length, seed: length);

        await WriteAsync("images/ab/one", content);

        await using var stream = await _store.OpenReadAsync("images/ab/one", default);
        Assert.Equal(length, stream!.Length);
        Assert.Equal(content, await ReadAsync("images/ab/one"));
        Assert.Equal([Path.Combine("blobs", "images", "ab", "one")], _folder.Files());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500_000)]
    public async Task Should_give_back_what_was_written_from_memory(int length)
    {
        var content = Bytes(length, seed: length);

        await _store.WriteAsync("images/ab/one", content.AsMemory(), default);

        Assert.Equal(content, await ReadAsync("images/ab/one"));
        Assert.Equal([Path.Combine("blobs", "images", "ab", "one")], _folder.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_blobs_whether_or_not_it_flushes_their_names(bool flush)
    {
        var store = new FileSystemBlobStore(new StorageOptions { Folder = _folder.Of("blobs"), FlushFolders = flush });

        await store.WriteAsync("images/ab/one", new byte[] { 1 }.AsMemory(), default);

        Assert.Equal([1], await ReadAsync("images/ab/one"));
    }

    [Fact]
    public async Task Should_write_nothing_from_memory_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.WriteAsync("one", new byte[] { 1 }.AsMemory(), cancelled.Token));

        Assert.Empty(_folder.Files());
    }

    /// <summary>Only what is missing is made: the folders of blobs and of half-written ones may be removed by hand.</summary>
    [Fact]
    public async Task Should_make_its_folders_again()
    {
        await WriteAsync("images/ab/one", [1]);
        await WriteAsync("two", [2]);
        Directory.Delete(_folder.Of("blobs", "images"), recursive: true);
        Directory.Delete(_folder.Of("blobs", FileSystemBlobStore.IncomingFolder));

        await WriteAsync("images/ab/one", [3]);

        Assert.Equal([3], await ReadAsync("images/ab/one"));
    }

    [Fact]
    public async Task Should_replace_what_was_there()
    {
        await WriteAsync("one", Bytes(1000, seed: 1));
        await WriteAsync("one", Bytes(10, seed: 2));

        Assert.Equal(Bytes(10, seed: 2), await ReadAsync("one"));
    }

    [Fact]
    public async Task Should_let_a_reader_finish_the_blob_that_it_opened()
    {
        await WriteAsync("one", Bytes(500_000, seed: 1));
        await using var stream = (await _store.OpenReadAsync("one", default))!;

        await WriteAsync("one", Bytes(10, seed: 2));
        await _store.DeleteAsync("one", default);

        var read = new byte[500_000];
        await stream.ReadExactlyAsync(read);
        Assert.Equal(Bytes(500_000, seed: 1), read);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("absent/too")]
    [InlineData("one/below")] // below a blob
    [InlineData("images")] // a folder, no blob
    [InlineData("images/ab")]
    public async Task Should_find_nothing_where_nothing_was_written(string key)
    {
        await WriteAsync("one", [1]);
        await WriteAsync("images/ab/two", [2]);

        Assert.Null(await _store.OpenReadAsync(key, default));
        await _store.DeleteAsync(key, default);
        Assert.Equal(2, _folder.Files().Count);
    }

    [Fact]
    public async Task Should_delete()
    {
        await WriteAsync("one", [1]);

        await _store.DeleteAsync("one", default);

        Assert.Null(await _store.OpenReadAsync("one", default));
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_a_folder_that_is_not_there_or_empty_for_a_volume_that_is_not_mounted(bool empty)
    {
        await WriteAsync("one", [1]);
        Directory.Move(_folder.Of("blobs"), _folder.Of("away"));
        if (empty)
            Directory.CreateDirectory(_folder.Of("blobs"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.OpenReadAsync("one", default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("two", [2]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.ProbeAsync(default));

        if (empty)
            Directory.Delete(_folder.Of("blobs"));
        Directory.Move(_folder.Of("away"), _folder.Of("blobs"));
        Assert.Equal([1], await ReadAsync("one"));
    }

    /// <summary>A source that breaks is its sender's fault, not the store's, and leaves the blob that was there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Should_leave_nothing_of_a_source_that_breaks(int bytes)
    {
        await WriteAsync("one", [1]);
        await using var source = new BrokenStream(bytes, new IOException("the client went away"));

        var e = await Assert.ThrowsAsync<IOException>(() => _store.WriteAsync("one", source, default));

        Assert.Equal("the client went away", e.Message);
        Assert.Equal([1], await ReadAsync("one"));
        Assert.Single(_folder.Files());
    }

    [Fact]
    public async Task Should_leave_nothing_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var source = new BrokenStream(300_000, new OperationCanceledException(cancelled.Token));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.WriteAsync("one", source, cancelled.Token));

        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task Should_probe_and_leave_no_trace()
    {
        await _store.ProbeAsync(default);

        Assert.Empty(_folder.Files());
    }

    // A file where the folder should be refuses everybody, root included.
    [Fact]
    public async Task Should_say_that_it_is_unavailable_where_it_cannot_write()
    {
        await File.WriteAllTextAsync(_folder.Of("blobs"), "no folder");

        var fault = await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("one", [1]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.ProbeAsync(default));

        Assert.Contains(_folder.Of("blobs"), fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(fault.InnerException);
    }

    [Fact]
    public async Task Should_say_that_it_is_unavailable_where_a_folder_is_in_the_way_and_leave_nothing()
    {
        Directory.CreateDirectory(_folder.Of("blobs", "one"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync("one", [1]));

        Assert.Empty(_folder.Files());
    }

    private async Task WriteAsync(string key, byte[] content)
    {
        using var stream = new MemoryStream(content);
        await _store.WriteAsync(key, stream, default);
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = (await _store.OpenReadAsync(key, default))!;
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
