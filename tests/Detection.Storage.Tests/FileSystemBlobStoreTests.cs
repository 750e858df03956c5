using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class FileSystemBlobStoreTests : IDisposable
{
    private static readonly BlobName Name = BlobName.Image(Guid.NewGuid());
    private static readonly BlobName Other = BlobName.Annotated(Guid.NewGuid());

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

        var key = await WriteAsync(Name, content);

        Assert.Equal(Name.KeyOf(content), key);
        await using var stream = await _store.OpenReadAsync(key, default);
        Assert.Equal(length, stream!.Length);
        Assert.Equal(content, await ReadAsync(key));
        Assert.Equal([Path.Combine("blobs", key)], _folder.Files());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500_000)]
    public async Task Should_give_back_what_was_written_from_memory(int length)
    {
        var content = Bytes(length, seed: length);

        var key = await _store.WriteAsync(Name, content.AsMemory(), default);

        Assert.Equal(Name.KeyOf(content), key);
        Assert.Equal(content, await ReadAsync(key));
        Assert.Equal([Path.Combine("blobs", key)], _folder.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_blobs_whether_or_not_it_flushes_their_names(bool flush)
    {
        var store = new FileSystemBlobStore(new StorageOptions { Folder = _folder.Of("blobs"), FlushFolders = flush });

        var key = await store.WriteAsync(Name, new byte[] { 1 }.AsMemory(), default);
        Assert.Equal(key, await store.WriteAsync(Name, new byte[] { 1 }.AsMemory(), default));

        Assert.Equal([1], await ReadAsync(key));
    }

    [Fact]
    public async Task Should_write_nothing_from_memory_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.WriteAsync(Name, new byte[] { 1 }.AsMemory(), cancelled.Token));

        Assert.Empty(_folder.Files());
    }

    /// <summary>Only what is missing is made: the folders of blobs and of half-written ones may be removed by hand.</summary>
    [Fact]
    public async Task Should_make_its_folders_again()
    {
        await WriteAsync(Name, [1]);
        await WriteAsync(Other, [2]);
        Directory.Delete(_folder.Of("blobs", "images"), recursive: true);
        Directory.Delete(_folder.Of("blobs", FileSystemBlobStore.IncomingFolder));

        var key = await WriteAsync(Name, [3]);

        Assert.Equal([3], await ReadAsync(key));
    }

    /// <summary>Two pictures of one detection: whichever came first stays as it is.</summary>
    [Fact]
    public async Task Should_keep_two_contents_of_one_name_apart()
    {
        var first = await WriteAsync(Name, Bytes(1000, seed: 1));
        var second = await WriteAsync(Name, Bytes(10, seed: 2));

        Assert.NotEqual(first, second);
        Assert.Equal(Bytes(1000, seed: 1), await ReadAsync(first));
        Assert.Equal(Bytes(10, seed: 2), await ReadAsync(second));
    }

    /// <summary>Written once: a blob that is there is kept, and counts as written now, so that no sweep takes it for old.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_a_blob_that_is_there_and_count_it_as_written_now(bool fromMemory)
    {
        var key = await WriteAsync(Name, [1]);
        var path = _folder.Of("blobs", key);
        await File.WriteAllBytesAsync(path, [7]); // Only the test can tell whether the file is the same.
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Assert.Equal(key, fromMemory ? await _store.WriteAsync(Name, new byte[] { 1 }.AsMemory(), default) : await WriteAsync(Name, [1]));

        Assert.Equal([7], await ReadAsync(key));
        Assert.True(File.GetLastWriteTimeUtc(path) > DateTime.UnixEpoch.AddDays(1));
        Assert.Equal([Path.Combine("blobs", key)], _folder.Files());
    }

    [Fact]
    public async Task Should_let_a_reader_finish_the_blob_that_it_opened()
    {
        var key = await WriteAsync(Name, Bytes(500_000, seed: 1));
        await using var stream = (await _store.OpenReadAsync(key, default))!;

        await _store.DeleteAsync(key, default);

        var read = new byte[500_000];
        await stream.ReadExactlyAsync(read);
        Assert.Equal(Bytes(500_000, seed: 1), read);
    }

    /// <summary>Blobs of earlier versions and of other services have keys of their own.</summary>
    [Fact]
    public async Task Should_read_a_blob_of_any_key()
    {
        Directory.CreateDirectory(_folder.Of("blobs", "cameras"));
        await File.WriteAllBytesAsync(_folder.Of("blobs", "cameras", "7.jpg"), [1, 2]);

        Assert.Equal([1, 2], await ReadAsync("cameras/7.jpg"));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("absent/too")]
    [InlineData("KEY/below")] // below a blob
    [InlineData("images")] // a folder, no blob
    public async Task Should_find_nothing_where_nothing_was_written(string key)
    {
        key = key.Replace("KEY", await WriteAsync(Name, [1]), StringComparison.Ordinal);
        await WriteAsync(Other, [2]);

        Assert.Null(await _store.OpenReadAsync(key, default));
        await _store.DeleteAsync(key, default);
        Assert.Equal(2, _folder.Files().Count);
    }

    [Fact]
    public async Task Should_delete()
    {
        var key = await WriteAsync(Name, [1]);

        await _store.DeleteAsync(key, default);

        Assert.Null(await _store.OpenReadAsync(key, default));
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_a_folder_that_is_not_there_or_empty_for_a_volume_that_is_not_mounted(bool empty)
    {
        var key = await WriteAsync(Name, [1]);
        Directory.Move(_folder.Of("blobs"), _folder.Of("away"));
        if (empty)
            Directory.CreateDirectory(_folder.Of("blobs"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.OpenReadAsync(key, default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Other, [2]));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await _store.ListAsync(default).ToListAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.ProbeAsync(default));

        if (empty)
            Directory.Delete(_folder.Of("blobs"));
        Directory.Move(_folder.Of("away"), _folder.Of("blobs"));
        Assert.Equal([1], await ReadAsync(key));
    }

    /// <summary>A source that breaks is its sender's fault, not the store's, and leaves the blob that was there.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(300_000)]
    public async Task Should_leave_nothing_of_a_source_that_breaks(int bytes)
    {
        var key = await WriteAsync(Name, [1]);
        await using var source = new BrokenStream(bytes, new IOException("the client went away"));

        var e = await Assert.ThrowsAsync<IOException>(() => _store.WriteAsync(Name, source, default));

        Assert.Equal("the client went away", e.Message);
        Assert.Equal([1], await ReadAsync(key));
        Assert.Single(_folder.Files());
    }

    [Fact]
    public async Task Should_leave_nothing_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var source = new BrokenStream(300_000, new OperationCanceledException(cancelled.Token));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.WriteAsync(Name, source, cancelled.Token));

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

        var fault = await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Name, [1]));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.ProbeAsync(default));

        Assert.Contains(_folder.Of("blobs"), fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(fault.InnerException);
    }

    [Fact]
    public async Task Should_say_that_it_is_unavailable_where_a_folder_is_in_the_way_and_leave_nothing()
    {
        Directory.CreateDirectory(_folder.Of("blobs", Name.KeyOf([1])));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(Name, [1]));

        Assert.Empty(_folder.Files());
    }

    private async Task<string> WriteAsync(BlobName name, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await _store.WriteAsync(name, stream, default);
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
