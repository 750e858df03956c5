using Detection.Testing;
using Xunit;

namespace Detection.Storage.Tests;

/// <summary>Anybody who can put a message onto the bus can send a key; none leads out of the store's folder.</summary>
public sealed class BlobKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("images/../../secret")]
    [InlineData("images/..")]
    [InlineData("images//one")]
    [InlineData("images/one/")]
    [InlineData(".")]
    [InlineData("./one")]
    [InlineData(".incoming/one")] // half-written blobs
    [InlineData("images\\..\\one")]
    [InlineData("c:/one")]
    [InlineData("~/one")]
    [InlineData("%2e%2e/one")]
    [InlineData("one\0.jpg")]
    [InlineData("one\n")]
    [InlineData("One")]
    [InlineData("ｅins")]
    [InlineData("a/b/c/d/e/f/g/h/i")]
    public async Task Should_refuse(string key)
    {
        using var folder = new ScratchFolder();
        var store = new FileSystemBlobStore(new StorageOptions { Folder = folder.Of("blobs") });

        Assert.False(BlobKey.IsValid(key));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenReadAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(new BlobEntry(key, default), default));
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Should_refuse_keys_that_are_absent_or_endless()
    {
        Assert.False(BlobKey.IsValid(null));
        Assert.True(BlobKey.IsValid(new string('a', 200)));
        Assert.False(BlobKey.IsValid(new string('a', 201)));
    }

    /// <summary>Pieces that attacks are made of, in a hundred thousand random orders.</summary>
    [Fact]
    public void Should_keep_every_valid_key_inside_the_folder()
    {
        string[] pieces = ["..", ".", "/", "\\", "a", "images", "-", "_", "0", "%2e", "\0", "~", "é", " ", ":", "..."];
        var root = Path.GetFullPath("/store/blobs");
        var random = new Random(1);
        var valid = 0;

        for (var i = 0; i < 100_000; i++)
        {
            var key = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!BlobKey.IsValid(key))
                continue;
            valid++;
            var path = Path.GetFullPath(Path.Combine(root, key));
            Assert.StartsWith($"{root}{Path.DirectorySeparatorChar}", path, StringComparison.Ordinal);
            Assert.Equal(key, Path.GetRelativePath(root, path));
            Assert.False(key.StartsWith('.'), key);
        }

        Assert.InRange(valid, 1_000, 99_000); // both kinds were tried
    }
}
