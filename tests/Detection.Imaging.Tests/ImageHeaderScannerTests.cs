using System.Diagnostics;

namespace Detection.Imaging.Tests;

/// <summary>Headers that come in pieces.</summary>
public sealed class ImageHeaderScannerTests
{
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_answer_as_of_the_whole_however_it_comes(string extension)
    {
        var picture = Pictures.Encode(70, 50, extension);
        var random = new Random(4);
        for (var round = 0; round < 1_000; round++)
        {
            // Half of them are damaged.
            var bytes = picture.ToArray();
            for (var damage = random.Next(2) * random.Next(4); damage > 0; damage--)
                bytes[random.Next(Math.Min(bytes.Length, 200))] = (byte)random.Next(256);
            bytes = bytes[..random.Next(bytes.Length + 1)];

            var expected = ImageHeaderReader.Read(bytes, complete: true);

            var found = Scan(bytes, random.Next(1, 60));
            Assert.Equal((expected.Status, expected.Header, expected.Problem), (found.Status, found.Header, found.Problem));
        }
    }

    /// <summary>Depth maps and extended metadata: five megabytes of segments before the frame header.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    public void Should_find_a_size_behind_megabytes_and_take_no_time_for_a_byte(int piece)
    {
        var jpeg = WithSegments(Pictures.Encode(70, 50, ".jpg"), 5 << 20);
        var begun = Stopwatch.GetTimestamp();

        var found = Scan(jpeg, piece);

        Assert.Equal((70, 50), (found.GetHeader().Width, found.Header.Height));
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 5);
    }

    [Fact]
    public void Should_decode_a_JPEG_with_megabytes_before_its_size()
    {
        using var decoded = new ImageDecoder(new ImageLimits()).Decode(WithSegments(Pictures.Encode(70, 50, ".jpg"), 5 << 20));

        Assert.Equal((70, 50), (decoded.Width, decoded.Height));
    }

    private static HeaderResult Scan(ReadOnlySpan<byte> bytes, int piece)
    {
        var scanner = new ImageHeaderScanner();
        for (; !bytes.IsEmpty && scanner.Result.Status == HeaderStatus.NeedMoreData; bytes = bytes[Math.Min(piece, bytes.Length)..])
            scanner.Feed(bytes[..Math.Min(piece, bytes.Length)]);
        return scanner.End();
    }

    private static byte[] WithSegments(byte[] jpeg, int length)
    {
        byte[] segment = [0xFF, 0xE2, 0xFF, 0xFF, .. new byte[65_533]];
        return [.. jpeg[..2], .. Enumerable.Repeat(segment, (length / segment.Length) + 1).SelectMany(bytes => bytes), .. jpeg[2..]];
    }
}
