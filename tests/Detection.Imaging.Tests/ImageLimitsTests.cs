namespace Detection.Imaging.Tests;

public sealed class ImageLimitsTests
{
    private static readonly ImageLimits Limits = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10_000, 5_000)]
    [InlineData(65_500, 763)]
    public void Should_pass_what_is_within_the_limits(int width, int height) =>
        Limits.Check(new ImageHeader(ImageFormat.Png, width, height));

    [Theory]
    [InlineData(10_001, 5_000, "50.01 megapixels")]
    [InlineData(20_000, 20_000, "400 megapixels")]
    [InlineData(65_536, 65_536, "4294.97 megapixels")]
    [InlineData(65_501, 1, "65501 x 1 pixels; at most 65500")]
    [InlineData(int.MaxValue, int.MaxValue, "at most 50 megapixels")]
    public void Should_say_how_large_and_how_large_at_most(int width, int height, string words)
    {
        var exception = Assert.Throws<ImageRejectedException>(() => Limits.Check(new ImageHeader(ImageFormat.Png, width, height)));
        Assert.Equal(ImageProblem.TooLarge, exception.Problem);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_stay_below_what_OpenCV_survives_whatever_is_configured()
    {
        var limits = new ImageLimits { MaxPixels = long.MaxValue, MaxSide = int.MaxValue };
        Assert.NotNull(limits.Explain(new ImageHeader(ImageFormat.Png, 32_768, 32_768)));
        Assert.NotNull(limits.Explain(new ImageHeader(ImageFormat.Png, 65_501, 1)));
        Assert.Null(limits.Explain(new ImageHeader(ImageFormat.Png, 16_384, 16_384)));
    }
}
