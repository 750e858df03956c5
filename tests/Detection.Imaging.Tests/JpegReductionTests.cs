namespace Detection.Imaging.Tests;

public sealed class JpegReductionTests
{
    private static readonly DecodeTarget Square = new(640, 640);

    [Theory]
    [InlineData(640, 480, 1)]
    [InlineData(1280, 720, 1)] // a half saves too little
    [InlineData(2556, 1440, 1)] // a quarter would be 639 wide
    [InlineData(2557, 1440, 4)] // libjpeg rounds up: 640
    [InlineData(810, 1080, 1)]
    [InlineData(2560, 1440, 4)]
    [InlineData(6000, 4000, 8)]
    [InlineData(4000, 6000, 8)]
    [InlineData(65_500, 1, 8)]
    [InlineData(1, 65_500, 8)]
    [InlineData(1, 1, 1)]
    [InlineData(4000, 4000, 4)]
    [InlineData(4000, 3999, 1)] // 1000 x 1000 and 2000 x 2000 would not show whether the picture was turned
    [InlineData(3999, 3996, 4)] // 1000 x 999 does
    public void Should_keep_as_many_pixels_as_the_input_takes(int width, int height, int by) =>
        Assert.Equal(by, JpegReduction.For(width, height, Square));

    [Fact]
    public void Should_leave_enough_pixels_whichever_way_the_picture_is_turned()
    {
        var random = new Random(6);
        for (var round = 0; round < 20_000; round++)
        {
            int width = random.Next(1, 8_000), height = random.Next(1, 8_000);
            var target = new DecodeTarget(32 * random.Next(1, 40), 32 * random.Next(1, 40));

            var by = JpegReduction.For(width, height, target);

            Assert.Contains(by, (int[])[1, 4, 8]);
            if (by == 1)
                continue;
            int reducedWidth = JpegReduction.Of(width, by), reducedHeight = JpegReduction.Of(height, by);
            var upright = LetterboxTransform.Fit(width, height, target.Width, target.Height, 32, rectangular: true);
            var turned = LetterboxTransform.Fit(height, width, target.Width, target.Height, 32, rectangular: true);
            Assert.True(reducedWidth >= upright.ResizedWidth && reducedHeight >= upright.ResizedHeight, $"{width} x {height} by {by}");
            Assert.True(reducedHeight >= turned.ResizedWidth && reducedWidth >= turned.ResizedHeight, $"{height} x {width} by {by}");
            Assert.True(width == height || reducedWidth != reducedHeight, $"{width} x {height} by {by} hides a turn");
        }
    }
}
