namespace Detection.Imaging.Tests;

public sealed class EncodedImageTests
{
    [Fact]
    public void Should_hold_the_same_file_in_memory_and_as_a_stream()
    {
        using var image = Pictures.Gradient(100, 80);
        using var jpeg = JpegEncoder.Encode(image, 90);
        using var stream = jpeg.OpenRead();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);

        Assert.Equal(jpeg.Length, jpeg.Memory.Length);
        Assert.Equal(jpeg.Memory.ToArray(), copy.ToArray());
        Assert.Equal([0xFF, 0xD8, 0xFF], jpeg.Memory[..3].ToArray());
        Assert.Equal([0xFF, 0xD9], jpeg.Memory[^2..].ToArray());
        Assert.False(stream.CanWrite);
    }

    [Fact]
    public void Should_give_nothing_away_after_disposal()
    {
        using var image = Pictures.Gradient(100, 80);
        var jpeg = JpegEncoder.Encode(image, 90);
        jpeg.Dispose();
        jpeg.Dispose();
        Assert.Throws<ObjectDisposedException>(() => jpeg.Memory);
        Assert.Throws<ObjectDisposedException>(() => jpeg.OpenRead());
    }

    [Fact]
    public void Should_produce_next_to_no_garbage()
    {
        using var image = Pictures.Noise(640, 480, seed: 1);
        JpegEncoder.Encode(image, 90).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            JpegEncoder.Encode(image, 90).Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 2048);
    }
}
