using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>Decoding for a model's input alone.</summary>
public sealed class ReducedDecodeTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Theory]
    [InlineData(640, 480, 1, 1)]
    [InlineData(641, 479, 1, 2)] // a half saves too little
    [InlineData(645, 1021, 4, 4)]
    [InlineData(1285, 963, 8, 8)]
    public void Should_show_the_same_picture_with_fewer_pixels(int width, int height, int by, int larger)
    {
        using var original = Pictures.Gradient(width, height);
        var jpeg = Pictures.Encode(original, ".jpg");
        var target = new DecodeTarget(Math.Max(width, height) / larger, Math.Max(width, height) / larger);

        using var reduced = Decoder.Decode(jpeg, target);

        Assert.Equal((width, height, by > 1), (reduced.Width, reduced.Height, reduced.IsReduced));
        Assert.Equal((JpegReduction.Of(width, by), JpegReduction.Of(height, by)), (reduced.Pixels.Width, reduced.Pixels.Height));
        Assert.InRange(Difference(original, reduced), 0, 3);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public void Should_bring_every_orientation_upright(ushort orientation, int width, int height)
    {
        using var stored = Pictures.Gradient(width, height);
        var jpeg = Oriented.Picture(Pictures.Encode(stored, ".jpg"), ".jpg", orientation);
        using var whole = Decoder.Decode(jpeg);

        using var reduced = Decoder.Decode(jpeg, new DecodeTarget(64, 64));

        Assert.True(reduced.IsReduced);
        Assert.Equal((whole.Width, whole.Height), (reduced.Width, reduced.Height));
        Assert.Equal(orientation is >= 5 and <= 8 ? (height, width) : (width, height), (reduced.Width, reduced.Height));
        Assert.InRange(Difference(whole, reduced), 0, 3);
    }

    public static TheoryData<ushort, int, int> Turns()
    {
        var cases = new TheoryData<ushort, int, int>();
        for (ushort orientation = 1; orientation <= 8; orientation++)
        {
            cases.Add(orientation, 520, 260);
            cases.Add(orientation, 131, 517);
            cases.Add(orientation, 256, 256);
            cases.Add(orientation, 261, 256);
        }

        return cases;
    }

    [Fact]
    public void Should_letterbox_as_the_whole_picture_is()
    {
        using var original = Pictures.Gradient(1280, 960);
        var jpeg = Pictures.Encode(original, ".jpg");
        using var whole = Decoder.Decode(jpeg);
        foreach (var side in (int[])[64, 128, 160, 320])
        {
            using var reduced = Decoder.Decode(jpeg, new DecodeTarget(side, side));
            var fit = LetterboxTransform.Fit(1280, 960, side, side, 32, rectangular: true);
            float[] expected = new float[fit.TensorLength], actual = new float[fit.TensorLength];
            Letterbox.Write(whole, fit, expected);

            Letterbox.Write(reduced, fit, actual);

            Assert.True(reduced.IsReduced);
            Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Average(), 0, 0.02);
        }
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_decode_other_formats_whole(string extension)
    {
        var picture = Pictures.Encode(400, 300, extension);
        using var expected = Decoder.Decode(picture);
        using var decoded = Decoder.Decode(picture, new DecodeTarget(32, 32));
        Assert.False(decoded.IsReduced);
        Assert.Equal(0, Pictures.Difference(expected, decoded));
    }

    [Fact]
    public void Should_refuse_to_draw_on_what_is_not_whole()
    {
        using var reduced = Decoder.Decode(Pictures.Encode(400, 300, ".jpg"), new DecodeTarget(32, 32));
        Assert.Throws<InvalidOperationException>(() => new Annotator().AnnotateJpeg(reduced, []));
        Assert.Throws<InvalidOperationException>(() => JpegEncoder.Encode(reduced, 90));
    }

    [Theory]
    [InlineData(0, 640)]
    [InlineData(640, 0)]
    [InlineData(-1, 640)]
    public void Should_refuse_a_target_without_area(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Decoder.Decode(Pictures.Encode(8, 8, ".jpg"), new DecodeTarget(width, height)));

    [Fact]
    [Trait("Category", Fuzz.Category)]
    public void Should_survive_whatever_is_damaged()
    {
        using var original = Pictures.Noise(48, 32, seed: 2);
        Damage.AssertSurvives(Decoder, Pictures.Encode(original, ".jpg"), rounds: 1_500, seed: 5, new DecodeTarget(4, 4));
        Damage.AssertSurvives(Decoder, Pictures.Encode(48, 32, ".jpg"), rounds: 1_500, seed: 6, new DecodeTarget(12, 12));
    }

    [Fact]
    public void Should_decode_as_much_as_there_is_of_a_JPEG_that_breaks_off()
    {
        var jpeg = Pictures.Encode(640, 480, ".jpg");
        using var decoded = Decoder.Decode(jpeg.AsMemory(0, jpeg.Length / 2), new DecodeTarget(64, 64));
        Assert.Equal((640, 480), (decoded.Width, decoded.Height));
    }

    /// <summary>Mean absolute difference of thumbnails, 0 to 255.</summary>
    private static double Difference(DecodedImage one, DecodedImage other)
    {
        using var small = Pictures.Thumbnail(one, 15, 15);
        using var otherSmall = Pictures.Thumbnail(other, 15, 15);
        return Pictures.Difference(small, otherSmall);
    }
}
