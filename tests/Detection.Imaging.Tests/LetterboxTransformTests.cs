namespace Detection.Imaging.Tests;

public sealed class LetterboxTransformTests
{
    // Computed by hand from Ultralytics' formulas: r = min(H/h, W/w), round(w*r), round(pad/2 - 0.1).
    [Theory]
    [InlineData(810, 1080, false, 0.5926, 480, 640, 80, 0, 640, 640)] // bus.jpg
    [InlineData(810, 1080, true, 0.5926, 480, 640, 0, 0, 480, 640)]
    [InlineData(1280, 720, false, 0.5, 640, 360, 0, 140, 640, 640)] // zidane.jpg
    [InlineData(1280, 720, true, 0.5, 640, 360, 0, 12, 640, 384)]
    [InlineData(640, 427, true, 1.0, 640, 427, 0, 10, 640, 448)] // 21 rows: 10 above, 11 below
    [InlineData(640, 425, true, 1.0, 640, 425, 0, 11, 640, 448)] // 23 rows: 11 above, 12 below
    [InlineData(570, 480, true, 1.1228, 640, 539, 0, 2, 640, 544)] // scaled up
    [InlineData(640, 640, true, 1.0, 640, 640, 0, 0, 640, 640)]
    [InlineData(1, 1, false, 640.0, 640, 640, 0, 0, 640, 640)]
    [InlineData(6000, 4000, true, 0.1067, 640, 427, 0, 10, 640, 448)]
    [InlineData(256, 1, true, 2.5, 640, 2, 0, 15, 640, 32)] // 2.5 rounds to even
    [InlineData(65_500, 1, true, 0.0098, 640, 1, 0, 15, 640, 32)] // 0.0098 would round to nothing
    [InlineData(1, 65_500, false, 0.0098, 1, 640, 319, 0, 640, 640)]
    public void Should_fit_as_Ultralytics_does(
        int width, int height, bool rectangular, double scale, int resizedWidth, int resizedHeight, int left, int top, int tensorWidth, int tensorHeight)
    {
        var fit = LetterboxTransform.Fit(width, height, 640, 640, 32, rectangular);
        Assert.Equal(scale, fit.Scale, 4);
        Assert.Equal((resizedWidth, resizedHeight), (fit.ResizedWidth, fit.ResizedHeight));
        Assert.Equal((left, top), (fit.PadLeft, fit.PadTop));
        Assert.Equal((tensorWidth, tensorHeight), (fit.Width, fit.Height));
        Assert.Equal(3 * tensorWidth * tensorHeight, fit.TensorLength);
    }

    [Fact]
    public void Should_fit_into_inputs_that_are_not_square()
    {
        var fit = LetterboxTransform.Fit(1000, 1000, 640, 320, 32, rectangular: false);
        Assert.Equal((320, 320, 160, 0), (fit.ResizedWidth, fit.ResizedHeight, fit.PadLeft, fit.PadTop));
        Assert.Equal((640, 320), (fit.Width, fit.Height));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_bring_boxes_back_to_where_they_were(bool rectangular)
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            int width = random.Next(1, 7_000), height = random.Next(1, 7_000);
            var fit = LetterboxTransform.Fit(width, height, 640, 640, 32, rectangular);
            float left = random.NextSingle() * width, top = random.NextSingle() * height;
            float right = left + random.NextSingle() * (width - left), bottom = top + random.NextSingle() * (height - top);

            var (x, y, w, h) = fit.ToSource(ToTensor(left, fit.PadLeft), ToTensor(top, fit.PadTop), ToTensor(right, fit.PadLeft), ToTensor(bottom, fit.PadTop));

            var tolerance = 1e-4f * Math.Max(width, height);
            Assert.Equal(left, x, tolerance);
            Assert.Equal(top, y, tolerance);
            Assert.Equal(right, x + w, tolerance);
            Assert.Equal(bottom, y + h, tolerance);

            float ToTensor(float source, int pad) => (float)(source * fit.Scale + pad);
        }
    }

    [Theory]
    [InlineData(-100f, -100f, 900f, 900f, 0f, 0f, 810f, 1080f)]
    [InlineData(80f, 0f, 560f, 640f, 0f, 0f, 810f, 1080f)] // the picture without its padding
    [InlineData(0f, 0f, 70f, 10f, 0f, 0f, 0f, 16.875f)] // in the padding
    [InlineData(400f, 300f, 300f, 200f, 540f, 506.25f, 0f, 0f)] // inside out
    [InlineData(float.NaN, float.NaN, float.NaN, float.NaN, 0f, 0f, 0f, 0f)]
    [InlineData(float.NegativeInfinity, 0f, float.PositiveInfinity, 640f, 0f, 0f, 810f, 1080f)]
    public void Should_clip_boxes_to_the_picture(
        float left, float top, float right, float bottom, float x, float y, float width, float height)
    {
        var fit = LetterboxTransform.Fit(810, 1080, 640, 640, 32, rectangular: false);
        var box = fit.ToSource(left, top, right, bottom);
        Assert.Equal(x, box.X, 1e-3f);
        Assert.Equal(y, box.Y, 1e-3f);
        Assert.Equal(width, box.Width, 1e-3f);
        Assert.Equal(height, box.Height, 1e-3f);
    }

    [Theory]
    [InlineData(0, 1, 640, 640, 32)]
    [InlineData(1, -1, 640, 640, 32)]
    [InlineData(1, 1, 0, 640, 32)]
    [InlineData(1, 1, 640, 630, 32)]
    [InlineData(1, 1, 640, 640, 0)]
    public void Should_refuse_sizes_that_make_no_sense(int width, int height, int maxWidth, int maxHeight, int stride) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LetterboxTransform.Fit(width, height, maxWidth, maxHeight, stride, rectangular: true));
}
