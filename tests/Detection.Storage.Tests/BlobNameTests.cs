using Xunit;

namespace Detection.Storage.Tests;

public sealed class BlobNameTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223"; // SHA-256 of "abc", FIPS 180-4, its first half
    private static readonly Guid Id = new("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    [Fact]
    public void Should_make_a_key_of_the_detection_and_the_content()
    {
        Assert.Equal($"images/01/3f2504e04f8911d39a0c0305e82c3301-{Hash}", BlobName.Image(Id).KeyOf("abc"u8));
        Assert.Equal($"annotated/01/3f2504e04f8911d39a0c0305e82c3301-{Hash}.jpg", BlobName.Annotated(Id).KeyOf("abc"u8));
        Assert.Equal("images/01/3f2504e04f8911d39a0c0305e82c3301", BlobName.Image(Id).KeyWithoutHash);
        Assert.Equal("annotated/01/3f2504e04f8911d39a0c0305e82c3301.jpg", BlobName.Annotated(Id).KeyWithoutHash);
        Assert.All(
            new[] { BlobName.Image(Id), BlobName.Annotated(Id) },
            name => Assert.True(BlobKey.IsValid(name.KeyOf("abc"u8)) && BlobKey.IsValid(name.KeyWithoutHash)));
    }

    [Fact]
    public void Should_read_the_keys_that_it_made()
    {
        foreach (var name in new[] { BlobName.Image(Id), BlobName.Annotated(Id) })
        {
            Assert.True(BlobName.TryParse(name.KeyOf("abc"u8), out var read, out var hash));
            Assert.Equal((name, Hash), (read, hash));
            Assert.True(BlobName.TryParse(name.KeyWithoutHash, out read, out hash));
            Assert.Equal((name, null), (read, hash));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("images")]
    [InlineData("cameras/01/3f2504e04f8911d39a0c0305e82c3301")]
    [InlineData("images/02/3f2504e04f8911d39a0c0305e82c3301")] // another folder
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301.jpg")]
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301-")]
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301-ba7816bf8f01cfea414140de5dae222")] // a digit short
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301-ba7816bf8f01cfea414140de5dae222g")]
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301_ba7816bf8f01cfea414140de5dae2223")]
    [InlineData("images/01/3F2504E04F8911D39A0C0305E82C3301")]
    [InlineData("images/01/3f2504e04f8911d39a0c0305e82c3301/x")]
    [InlineData("annotated/01/3f2504e04f8911d39a0c0305e82c3301-ba7816bf8f01cfea414140de5dae2223")]
    [InlineData("annotated/01/3f2504e04f8911d39a0c0305e82c3301.png")]
    public void Should_not_take_other_keys_for_its_own(string? key) => Assert.False(BlobName.TryParse(key, out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd/aaaaaaaaaa")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223")]
    public void Should_refuse_a_hash_that_is_none(string hash) => Assert.Throws<ArgumentException>(() => BlobName.Image(Id).KeyOf(hash));
}
