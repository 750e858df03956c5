using System.Text;
using Detection.Testing;

namespace Detection.Imaging.Tests;

public sealed class ImageDecoderTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Theory]
    [InlineData(".jpg", 3.0)]
    [InlineData(".png", 0.0)]
    [InlineData(".webp", 0.0)]
    public void Should_decode_what_was_encoded(string extension, double tolerance)
    {
        using var original = Pictures.Gradient(160, 90);
        using var decoded = Decoder.Decode(Pictures.Encode(original, extension));
        Assert.InRange(Pictures.Difference(original, decoded), 0, tolerance);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 3_000)]
    [InlineData(3_000, 1)]
    public void Should_decode_tiny_and_thin_pictures(int width, int height)
    {
        foreach (var extension in (string[])[".jpg", ".png", ".webp"])
        {
            using var decoded = Decoder.Decode(Pictures.Encode(width, height, extension));
            Assert.Equal((width, height), (decoded.Width, decoded.Height));
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    public void Should_decode_the_longest_side_that_is_allowed(string extension)
    {
        using var decoded = Decoder.Decode(Pictures.Encode(ImageLimits.LongestSide, 1, extension));
        Assert.Equal((ImageLimits.LongestSide, 1), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Should_decode_a_part_of_a_larger_buffer()
    {
        var picture = Pictures.Encode(9, 7, ".png");
        byte[] buffer = [1, 2, 3, .. picture, 4, 5];
        using var decoded = Decoder.Decode(buffer.AsMemory(3, picture.Length));
        Assert.Equal((9, 7), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Should_reject_nothing_at_all() => AssertRejected(ImageProblem.Empty, []);

    [Fact]
    public void Should_reject_junk() => AssertRejected(ImageProblem.Unsupported, Encoding.ASCII.GetBytes("This is no picture, it is a sentence."));

    [Fact]
    public void Should_reject_headers_without_a_picture()
    {
        AssertRejected(ImageProblem.Corrupt, Headers.Jpeg(64, 64));
        AssertRejected(ImageProblem.Corrupt, Headers.Png(64, 64));
        AssertRejected(ImageProblem.Corrupt, Headers.WebP("VP8L", 0x2F, 63, 0xC0, 0x0F, 0));
    }

    // Beyond 2^30 pixels OpenCV ends the process; a header of a few bytes is all that this takes.
    [Fact]
    public void Should_reject_enormous_claims_before_decoding()
    {
        AssertRejected(ImageProblem.TooLarge, Headers.Jpeg(65_535, 65_535));
        AssertRejected(ImageProblem.TooLarge, Headers.Png(int.MaxValue, int.MaxValue));
        AssertRejected(ImageProblem.TooLarge, Headers.Png(1_000_000, 1));
        AssertRejected(ImageProblem.TooLarge, Headers.WebP("VP8X", 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF));
    }

    [Fact]
    public void Should_reject_what_is_over_the_configured_limit()
    {
        var decoder = new ImageDecoder(new ImageLimits { MaxPixels = 100 });
        using var small = decoder.Decode(Pictures.Encode(10, 10, ".png"));
        var exception = Assert.Throws<ImageRejectedException>(() => decoder.Decode(Pictures.Encode(101, 1, ".png")));
        Assert.Equal(ImageProblem.TooLarge, exception.Problem);
    }

    [Fact]
    public void Should_reject_a_header_that_the_picture_contradicts()
    {
        var webp = Pictures.Encode(40, 30, ".webp");
        byte[] canvas = [0, 0, 0, 0, 99, 0, 0, 99, 0, 0];
        AssertRejected(ImageProblem.Corrupt, [.. Headers.WebP("VP8X", canvas)[..30], .. webp[12..]]);
    }

    [Fact]
    public void Should_reject_a_JPEG_of_thousands_of_passes()
    {
        var jpeg = Pictures.Encode(64, 64, ".jpg");
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var body = jpeg[scan..^2];
        byte[] bomb = [.. jpeg[..scan], .. Enumerable.Repeat(body, 2_000).SelectMany(part => part), 0xFF, 0xD9];
        AssertRejected(ImageProblem.Unsupported, bomb);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_reject_what_breaks_off(string extension)
    {
        var picture = Pictures.Encode(64, 64, extension);
        AssertRejected(ImageProblem.Corrupt, picture[..(picture.Length / 2)]);
    }

    [Fact]
    public void Should_decode_as_much_as_there_is_of_a_JPEG_that_breaks_off()
    {
        using var original = Pictures.Noise(64, 64, seed: 1);
        var jpeg = Pictures.Encode(original, ".jpg");
        using var decoded = Decoder.Decode(jpeg.AsMemory(0, jpeg.Length / 2));
        Assert.Equal((64, 64), (decoded.Width, decoded.Height));
    }

    // Whatever was in that memory before is somebody else's.
    [Fact]
    public void Should_show_nothing_but_grey_where_a_JPEG_has_no_pixels()
    {
        using var other = Pictures.Noise(640, 480, seed: 8);
        var noise = Pictures.Encode(other, ".jpg");
        var jpeg = Pictures.Encode(640, 480, ".jpg");
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var header = 2 + jpeg[scan + 3];
        for (var kept = header - 2; kept <= header + 1; kept++)
        {
            Decoder.Decode(noise).Dispose();
            try
            {
                using var decoded = Decoder.Decode(jpeg.AsMemory(0, scan + 2 + kept));
                Assert.True(Pictures.Bytes(decoded)[(3 * 640 * 32)..].IndexOfAnyExcept((byte)128) < 0, $"{kept} bytes of the scan");
            }
            catch (ImageRejectedException rejection)
            {
                Assert.Equal(ImageProblem.Corrupt, rejection.Problem);
            }
        }
    }

    [Theory]
    [Trait("Category", Fuzz.Category)]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_survive_whatever_is_damaged(string extension)
    {
        using var original = Pictures.Noise(48, 32, seed: 2);
        Damage.AssertSurvives(Decoder, Pictures.Encode(original, extension), rounds: 1_500, seed: 3);
        Damage.AssertSurvives(Decoder, Pictures.Encode(48, 32, extension), rounds: 1_500, seed: 4);
    }

    [Fact]
    public void Should_decode_on_many_threads_at_once()
    {
        var picture = Pictures.Encode(320, 240, ".jpg");
        using var expected = Decoder.Decode(picture);
        Parallel.For(0, 200, _ =>
        {
            using var decoded = Decoder.Decode(picture);
            Assert.Equal(0, Pictures.Difference(expected, decoded));
        });
    }

    private static void AssertRejected(ImageProblem problem, byte[] picture)
    {
        var exception = Assert.Throws<ImageRejectedException>(() => Decoder.Decode(picture));
        Assert.Equal(problem, exception.Problem);
    }
}
