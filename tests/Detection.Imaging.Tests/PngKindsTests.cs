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
        AssertPixels(PngFile.Build(1, 3, 2, [[0b0100_0000]], [.. palette, .. transparency]), (255, 255, 255), (30, 20, 10));
    }

    [Fact]
    public void Should_make_grey_colour()
    {
        AssertPixels(PngFile.Build(8, 0, 2, [[7, 200]]), (7, 7, 7), (200, 200, 200));
        AssertPixels(PngFile.Build(1, 0, 2, [[0b0100_0000]]), (0, 0, 0), (255, 255, 255));
    }

    [Fact]
    public void Should_lay_transparency_over_white()
    {
        AssertPixels(PngFile.Build(8, 6, 2, [[1, 2, 3, 255, 4, 5, 6, 0]]), (3, 2, 1), (255, 255, 255));
        AssertPixels(PngFile.Build(8, 4, 2, [[9, 255, 8, 0]]), (9, 9, 9), (255, 255, 255));
        AssertPixels(PngFile.Build(8, 6, 2, [[0, 100, 200, 128, 10, 20, 30, 254]]), (227, 177, 127), (31, 21, 11));
        AssertPixels(PngFile.Build(16, 6, 2, [[1, 0, 2, 0, 255, 0, 255, 255, 4, 0, 5, 0, 6, 0, 0, 0]]), (255, 2, 1), (255, 255, 255));
        AssertPixels(PngFile.Build(16, 4, 2, [[200, 0, 255, 255, 9, 9, 0, 0]]), (200, 200, 200), (255, 255, 255));
    }

    [Fact]
    public void Should_lay_a_transparent_colour_over_white()
    {
        AssertPixels(PngFile.Build(8, 2, 2, [[1, 2, 3, 4, 5, 6]], PngFile.Chunk("tRNS"u8, [0, 4, 0, 5, 0, 6])), (3, 2, 1), (255, 255, 255));
        AssertPixels(PngFile.Build(8, 0, 2, [[7, 0]], PngFile.Chunk("tRNS"u8, [0, 0])), (7, 7, 7), (255, 255, 255));
        AssertPixels(PngFile.Build(2, 0, 2, [[0b0110_0000]], PngFile.Chunk("tRNS"u8, [0, 1])), (255, 255, 255), (170, 170, 170));
        AssertPixels(PngFile.Build(16, 0, 2, [[0x80, 0, 0x80, 1]], PngFile.Chunk("tRNS"u8, [0x80, 1])), (128, 128, 128), (255, 255, 255));
    }

    [Fact]
    public void Should_keep_the_upper_half_of_16_bits() =>
        AssertPixels(PngFile.Build(16, 2, 2, [[1, 1, 2, 2, 3, 3, 250, 250, 128, 128, 0, 0]]), (3, 2, 1), (0, 128, 250));

    /// <summary>12 bits in 16, as cameras write them; what nobody sees does not count.</summary>
    [Fact]
    public void Should_keep_the_upper_half_of_the_bits_in_use()
    {
        AssertPixels(PngFile.Build(16, 0, 2, [[0x0F, 0xFF, 0x01, 0x00]]), (255, 255, 255), (16, 16, 16));
        AssertPixels(PngFile.Build(16, 0, 2, [[0, 200, 0, 3]]), (200, 200, 200), (3, 3, 3));
        AssertPixels(PngFile.Build(16, 4, 2, [[0x08, 0x00, 255, 255, 0xFF, 0xFF, 0, 0]]), (128, 128, 128), (255, 255, 255));
    }

    [Theory]
    [InlineData((byte)6)]
    [InlineData((byte)8)]
    public void Should_turn_what_is_transparent_as_well(byte orientation)
    {
        var png = Oriented.Picture(PngFile.Build(8, 6, 2, [[1, 1, 1, 255, 9, 9, 9, 255]]), ".png", orientation);

        using var decoded = Decoder.Decode(png);

        Assert.Equal((1, 2), (decoded.Width, decoded.Height));
        Assert.Equal(orientation == 6 ? 1 : 9, Pictures.At(decoded, 0, 0).Red);
    }

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
