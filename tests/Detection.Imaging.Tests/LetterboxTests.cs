using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging.Tests;

public sealed class LetterboxTests
{
    private const float Grey = 114 / 255f;

    [Theory]
    [InlineData(810, 1080, false)]
    [InlineData(810, 1080, true)]
    [InlineData(1280, 720, true)]
    [InlineData(570, 480, true)]
    [InlineData(640, 427, true)] // not scaled
    [InlineData(640, 640, false)] // neither scaled nor padded
    [InlineData(17, 5, false)]
    [InlineData(1, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(1, 2_000, true)]
    [InlineData(65_500, 1, true)]
    [InlineData(1, 65_500, false)]
    public void Should_equal_the_plain_way(int width, int height, bool rectangular)
    {
        using var image = Pictures.Noise(width, height, seed: width);
        var fit = LetterboxTransform.Fit(width, height, 640, 640, 32, rectangular);
        var actual = new float[fit.TensorLength];
        Array.Fill(actual, float.NaN);

        Letterbox.Write(image, fit, actual);

        Assert.Equal(PlainWay(image, fit), actual);
    }

    [Fact]
    public void Should_write_red_first()
    {
        using var image = Pictures.Solid(64, 64, blue: 51, green: 102, red: 255);
        var fit = LetterboxTransform.Fit(64, 64, 64, 64, 32, rectangular: true);
        var tensor = new float[fit.TensorLength];

        Letterbox.Write(image, fit, tensor);

        Assert.All(tensor[..4096], value => Assert.Equal(1f, value));
        Assert.All(tensor[4096..8192], value => Assert.Equal(0.4f, value));
        Assert.All(tensor[8192..], value => Assert.Equal(0.2f, value));
    }

    [Fact]
    public void Should_leave_the_picture_alone()
    {
        using var image = Pictures.Noise(300, 200, seed: 1);
        var before = Pictures.Bytes(image).ToArray();
        var fit = LetterboxTransform.Fit(300, 200, 640, 640, 32, rectangular: true);
        Letterbox.Write(image, fit, new float[fit.TensorLength]);
        Assert.Equal(before, Pictures.Bytes(image).ToArray());
    }

    [Fact]
    public void Should_produce_next_to_no_garbage()
    {
        using var image = Pictures.Noise(1600, 1200, seed: 1);
        var fit = LetterboxTransform.Fit(1600, 1200, 640, 640, 32, rectangular: false);
        var tensor = new float[fit.TensorLength];
        Letterbox.Write(image, fit, tensor);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Letterbox.Write(image, fit, tensor);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 4096);
    }

    [Fact]
    public void Should_refuse_another_pictures_transform_and_a_wrong_length()
    {
        using var image = Pictures.Noise(32, 32, seed: 1);
        var fit = LetterboxTransform.Fit(32, 32, 64, 64, 32, rectangular: true);
        var other = LetterboxTransform.Fit(32, 31, 64, 64, 32, rectangular: true);
        Assert.Throws<ArgumentException>(() => Letterbox.Write(image, other, new float[other.TensorLength]));
        Assert.Throws<ArgumentException>(() => Letterbox.Write(image, fit, new float[fit.TensorLength - 1]));
        Assert.Throws<ArgumentException>(() => Letterbox.Write(image, fit, new float[fit.TensorLength + 1]));
    }

    [Fact]
    public void Should_refuse_a_disposed_picture()
    {
        var image = Pictures.Noise(32, 32, seed: 1);
        image.Dispose();
        image.Dispose();
        var fit = LetterboxTransform.Fit(32, 32, 64, 64, 32, rectangular: true);
        Assert.Throws<ObjectDisposedException>(() => Letterbox.Write(image, fit, new float[fit.TensorLength]));
    }

    /// <summary>Pixel by pixel. Only the resize is OpenCV's own, which is what the models were trained with.</summary>
    private static float[] PlainWay(DecodedImage image, LetterboxTransform fit)
    {
        using var scaled = new Mat();
        CvInvoke.Resize(image.Pixels, scaled, new Size(fit.ResizedWidth, fit.ResizedHeight), interpolation: Inter.Linear);
        using var resized = new DecodedImage(scaled);
        var tensor = new float[3 * fit.Height * fit.Width];
        for (var y = 0; y < fit.Height; y++)
        {
            for (var x = 0; x < fit.Width; x++)
            {
                int column = x - fit.PadLeft, row = y - fit.PadTop;
                var isInside = column >= 0 && row >= 0 && column < fit.ResizedWidth && row < fit.ResizedHeight;
                var pixel = isInside ? Pictures.At(resized, column, row) : default;
                tensor[(0 * fit.Height + y) * fit.Width + x] = isInside ? pixel.Red / 255f : Grey;
                tensor[(1 * fit.Height + y) * fit.Width + x] = isInside ? pixel.Green / 255f : Grey;
                tensor[(2 * fit.Height + y) * fit.Width + x] = isInside ? pixel.Blue / 255f : Grey;
            }
        }

        return tensor;
    }
}
