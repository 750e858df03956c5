using static Detection.Imaging.Tests.Headers;

namespace Detection.Imaging.Tests;

public sealed class PngHeaderTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(16, 0)]
    [InlineData(8, 2)]
    [InlineData(4, 3)]
    [InlineData(16, 4)]
    [InlineData(8, 6)]
    public void Should_read_every_colour_type(byte bitDepth, byte colourType) =>
        AssertFound(ImageFormat.Png, 300, 7, Read(Png(300, 7, bitDepth, colourType)));

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 2)]
    [InlineData(16, 3)]
    [InlineData(8, 1)]
    [InlineData(8, 7)]
    public void Should_reject_combinations_that_do_not_exist(byte bitDepth, byte colourType) =>
        AssertRejected(ImageProblem.Corrupt, "combination", Read(Png(300, 7, bitDepth, colourType)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0x8000_0000, 1)]
    [InlineData(1, 0xFFFF_FFFF)]
    public void Should_reject_impossible_sizes(uint width, uint height) =>
        AssertRejected(ImageProblem.Corrupt, $"{width} x {height}", Read(Png(width, height)));

    [Fact]
    public void Should_read_sizes_that_overflow_an_int_when_multiplied()
    {
        var result = Read(Png(int.MaxValue, int.MaxValue));
        AssertFound(ImageFormat.Png, int.MaxValue, int.MaxValue, result);
        Assert.Equal((long)int.MaxValue * int.MaxValue, result.Header.Pixels);
    }

    [Fact]
    public void Should_reject_a_first_chunk_that_is_not_the_header()
    {
        var png = Png(8, 8);
        "tEXt"u8.CopyTo(png.AsSpan(12));
        AssertRejected(ImageProblem.Corrupt, "header chunk", Read(png));
    }
}
