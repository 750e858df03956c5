using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging.Tests;

public sealed class DecodeMemoryTests
{
    private const int Pixels = 40 * 30;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 9)]
    public void Should_count_what_a_progressive_JPEG_keeps(int progressive, int bytes)
    {
        using var picture = Pictures.Gradient(40, 30);

        var jpeg = CvInvoke.Imencode(".jpg", picture.Pixels, KeyValuePair.Create(ImwriteFlags.JpegProgressive, progressive));

        Assert.Equal(bytes * Pixels, Of(jpeg));
    }

    [Theory]
    [InlineData((byte)8, (byte)2, 3)]
    [InlineData((byte)8, (byte)6, 3 + 4)]
    [InlineData((byte)16, (byte)2, 3 + 6)]
    [InlineData((byte)16, (byte)6, 3 + 8)]
    public void Should_count_how_a_PNG_is_stored(byte depth, byte type, int bytes) => Assert.Equal(bytes * Pixels, Of(Headers.Png(40, 30, depth, type)));

    private static long Of(byte[] picture) => DecodeMemory.Of(picture, ImageHeaderReader.Read(picture, complete: true).GetHeader());
}
