namespace Detection.Imaging.Tests;

public sealed class ByteLetterboxTests
{
    [Theory]
    [InlineData(810, 1080, false)]
    [InlineData(810, 1080, true)]
    [InlineData(1280, 720, true)]
    [InlineData(570, 480, true)]
    [InlineData(640, 427, true)] // not scaled
    [InlineData(640, 640, false)] // neither scaled nor padded
    [InlineData(17, 5, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2_000, true)]
    [InlineData(65_500, 1, true)]
    public void Should_hold_the_bytes_that_the_other_one_divides(int width, int height, bool rectangular)
    {
        using var image = Pictures.Noise(width, height, seed: width);
        var fit = LetterboxTransform.Fit(width, height, 640, 640, 32, rectangular);

        Check(image, fit);
    }

    [Fact]
    public void Should_fill_a_larger_input_with_grey_to_the_right_and_below()
    {
        using var image = Pictures.Noise(500, 375, seed: 3);
        var fit = LetterboxTransform.Fit(500, 375, 640, 640, 32, rectangular: true);

        Check(image, fit with { Width = 640, Height = 640 });
    }

    [Fact]
    public void Should_refuse_another_pictures_transform_and_a_wrong_length()
    {
        using var image = Pictures.Noise(32, 32, seed: 1);
        var fit = LetterboxTransform.Fit(32, 32, 64, 64, 32, rectangular: true);
        var other = LetterboxTransform.Fit(32, 31, 64, 64, 32, rectangular: true);

        Assert.Throws<ArgumentException>(() => ByteLetterbox.Write(image, other, new byte[other.TensorLength]));
        Assert.Throws<ArgumentException>(() => ByteLetterbox.Write(image, fit, new byte[fit.TensorLength - 1]));
    }

    private static void Check(DecodedImage image, in LetterboxTransform fit)
    {
        var bytes = new byte[fit.TensorLength];
        Array.Fill(bytes, (byte)7);
        var floats = new float[fit.TensorLength];
        ByteLetterbox.Write(image, fit, bytes);
        Letterbox.Write(image, fit, floats);

        var plane = fit.Width * fit.Height;
        var expected = new float[fit.TensorLength];
        for (var i = 0; i < plane; i++)
        {
            for (var channel = 0; channel < 3; channel++)
                expected[((2 - channel) * plane) + i] = bytes[(3 * i) + channel] / 255f;
        }

        Assert.Equal(expected, floats);
    }
}
