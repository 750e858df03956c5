using System.Diagnostics;
using System.IO.Compression;

namespace Detection.Imaging.Tests;

/// <summary>PNG files whose data are more than their pixels.</summary>
public sealed class PngInflationTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Fact]
    public void Should_refuse_data_that_unpack_to_gigabytes_before_they_are()
    {
        var header = Headers.Png(64, 64, 8, 2);
        byte[] png = [.. header[..8], .. PngFile.Chunk("IHDR"u8, header[16..29]), .. PngFile.Chunk("IDAT"u8, Zeros(2L << 30)), .. PngFile.Chunk("IEND"u8, [])];
        var begun = Stopwatch.GetTimestamp();

        var e = Assert.Throws<ImageRejectedException>(() => Decoder.Decode(png));

        Assert.Equal((ImageProblem.Corrupt, "The PNG has more data than its width and height need."), (e.Problem, e.Message));
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 0, 500);
    }

    [Theory]
    [InlineData((byte)1, (byte)0, 1, 13, 1 * 9 * 3)]
    [InlineData((byte)8, (byte)2, 1, 13, 9 * (1 + 39))]
    [InlineData((byte)16, (byte)6, 1, 13, 9 * (1 + (8 * 13)))]
    [InlineData((byte)8, (byte)0, 0, 13, 0)]
    public void Should_know_how_many_bytes_the_pixels_are(byte depth, byte type, int rows, int width, int expected)
    {
        var png = Headers.Png((uint)width, 9, depth, type);

        Assert.Equal(rows == 0 ? 9 * (1 + 13) : expected, PngChunks.Of(png).RawLength);
    }

    /// <summary>As libpng reads it: seven passes, the first of a pixel in 64.</summary>
    [Theory]
    [InlineData(1u, 1u, 2)]
    [InlineData(8u, 8u, 64 + 1 + 1 + 1 + 2 + 2 + 4 + 4)]
    [InlineData(3u, 2u, 6 + 1 + 1 + 1 + 1)]
    public void Should_know_it_of_interlaced_ones(uint width, uint height, int expected)
    {
        var png = Headers.Png(width, height, 8, 0);
        png[28] = 1;

        Assert.Equal(expected, PngChunks.Of(png).RawLength);
    }

    [Fact]
    public void Should_decode_a_large_one_that_has_what_it_needs()
    {
        using var noise = Pictures.Noise(1000, 900, seed: 3);

        using var decoded = Decoder.Decode(Pictures.Encode(noise, ".png"));

        Assert.Equal(0, Pictures.Difference(noise, decoded));
    }

    /// <summary>Each text may unpack to eight megabytes, and a file may have a thousand of them.</summary>
    [Fact]
    public void Should_leave_texts_packed()
    {
        byte[] text = [.. "a\0\0"u8, .. Zeros(8 << 20)];
        byte[] texts = [.. Enumerable.Repeat(PngFile.Chunk("zTXt"u8, text), 100).SelectMany(chunk => chunk)];
        var png = PngFile.Build(8, 2, 2, [[1, 2, 3, 4, 5, 6]], texts, PngFile.Chunk("iTXt"u8, [1]));
        var begun = Stopwatch.GetTimestamp();

        using var decoded = Decoder.Decode(png);

        Assert.Equal((6, 5, 4), Pictures.At(decoded, 1, 0));
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalMilliseconds, 0, 200);
    }

    private static byte[] Zeros(long count)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (; count > 0; count -= zeros.Length)
                zlib.Write(zeros);
        }

        return packed.ToArray();
    }
}
