namespace Detection.Imaging.Tests;

/// <summary>Every kind of PNG becomes three 8-bit channels.</summary>
public sealed class PngKindsTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Fact]
    public void Should_look_up_a_palette()
    {
        var palette = PngFile.Chunk("PLTE"u8, [255, 0, 0, 10, 20, 30]);
        var transparency = PngFile.Chunk("tRNS"u8, [0, 255]);
        AssertPixels(PngFile.Build(8, 3, 2, [[0, 1]], palette), (0, 0, 255), (30, 20, 10));
        AssertPixels(PngFile.Build(1, 3, 2, [[0b0100_0000]], [.. palette, .. transparency]), (0, 0, 255), (30, 20, 10));
    }

    [Fact]
    public void Should_make_grey_colour()
    {
        AssertPixels(PngFile.Build(8, 0, 2, [[7, 200]]), (7, 7, 7), (200, 200, 200));
        AssertPixels(PngFile.Build(1, 0, 2, [[0b0100_0000]]), (0, 0, 0), (255, 255, 255));
    }

    [Fact]
    public void Should_drop_alpha()
    {
        AssertPixels(PngFile.Build(8, 6, 2, [[1, 2, 3, 255, 4, 5, 6, 0]]), (3, 2, 1), (6, 5, 4));
        AssertPixels(PngFile.Build(8, 4, 2, [[9, 255, 8, 0]]), (9, 9, 9), (8, 8, 8));
    }

    [Fact]
    public void Should_keep_the_upper_half_of_16_bits() =>
        AssertPixels(PngFile.Build(16, 2, 2, [[1, 1, 2, 2, 3, 3, 250, 250, 128, 128, 0, 0]]), (3, 2, 1), (0, 128, 250));

    [Fact]
    public void Should_decode_the_first_frame_of_an_animated_PNG()
    {
        byte[] size = [0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0];
        byte[] before = [.. PngFile.Chunk("acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]), .. PngFile.Chunk("fcTL"u8, [0, 0, 0, 0, .. size])];
        byte[] after =
        [
            .. PngFile.Chunk("fcTL"u8, [0, 0, 0, 1, .. size]),
            .. PngFile.Chunk("fdAT"u8, [0, 0, 0, 2, .. PngFile.Compress([[9, 9, 9, 9, 9, 9]])]),
        ];
        AssertPixels(PngFile.Build(8, 2, 2, [[1, 2, 3, 4, 5, 6]], before, after), (3, 2, 1), (6, 5, 4));
    }

    private static void AssertPixels(byte[] png, (byte Blue, byte Green, byte Red) left, (byte Blue, byte Green, byte Red) right)
    {
        using var decoded = Decoder.Decode(png);
        Assert.Equal((2, 1), (decoded.Width, decoded.Height));
        Assert.Equal(left, Pictures.At(decoded, 0, 0));
        Assert.Equal(right, Pictures.At(decoded, 1, 0));
    }
}
