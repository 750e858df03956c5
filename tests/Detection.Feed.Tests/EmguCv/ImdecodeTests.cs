using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Util;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class ImdecodeTests
{
    public static TheoryData<string, byte[]> Undecodable => new()
    {
        { "junk", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31))] },
        { "text", "<html><body>not a picture</body></html>"u8.ToArray() },
        { "one byte", [0xFF] },
        { "JPEG cut in its header", Pictures.Noise(".jpg", 64, 64)[..40] },
        { "PNG cut in its header", Pictures.Noise(".png", 64, 64)[..20] },
        { "PNG cut in its body", Half(Pictures.Noise(".png", 64, 64)) },
        { "PNG damaged in its body", Damaged(Pictures.Noise(".png", 64, 64)) },
        { "WebP cut in its header", Pictures.Noise(".webp", 64, 64)[..24] },
        { "WebP cut in its body", Half(Pictures.Noise(".webp", 64, 64)) },
    };

    [EmguCvTheory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Should_decode_bytes_vectors_and_streams_alike(string extension)
    {
        var bytes = Pictures.Encoded(extension, 64, 48);
        using var vector = new VectorOfByte(bytes);
        using var fromVector = new Mat();
        using var fromStream = new Mat();

        using var fromBytes = Pictures.Decode(bytes);
        // A vector is a stream as well: without a cast the call is ambiguous.
        CvInvoke.Imdecode((IInputArray)vector, ImreadModes.ColorBgr, fromVector);
        CvInvoke.Imdecode((Stream)vector, ImreadModes.ColorBgr, fromStream);

        Assert.Equal((64, 48, 3, DepthType.Cv8U), (fromBytes.Width, fromBytes.Height, fromBytes.NumberOfChannels, fromBytes.Depth));
        Assert.Equal(Pictures.QuadrantGreys[3], fromBytes.GetSpan<byte>()[^1], 4d);
        Assert.True(fromBytes.GetSpan<byte>().SequenceEqual(fromVector.GetSpan<byte>()));
        Assert.True(fromBytes.GetSpan<byte>().SequenceEqual(fromStream.GetSpan<byte>()));
    }

    [EmguCvTheory]
    [MemberData(nameof(Undecodable))]
    public void Should_leave_a_fresh_mat_empty(string what, byte[] bytes)
    {
        using var picture = Pictures.Decode(bytes);

        Assert.True(picture.IsEmpty, what);
    }

    [EmguCvFact]
    public void Should_keep_the_old_picture_when_nothing_decodes()
    {
        using var picture = Pictures.Quadrants(8, 8);
        var before = picture.GetSpan<byte>().ToArray();

        CvInvoke.Imdecode("not a picture"u8.ToArray(), ImreadModes.ColorBgr, picture);

        Assert.Equal(before, picture.GetSpan<byte>().ToArray());
    }

    [EmguCvFact]
    public void Should_decode_a_cut_or_damaged_jpeg_at_full_size()
    {
        var jpeg = Pictures.Noise(".jpg", 96, 64);

        using var cut = Pictures.Decode(Half(jpeg));
        using var damaged = Pictures.Decode(Damaged(jpeg));

        Assert.Equal((96, 64), (cut.Width, cut.Height));
        Assert.Equal((96, 64), (damaged.Width, damaged.Height));
    }

    [EmguCvFact]
    public void Should_shrink_while_decoding()
    {
        using var picture = Pictures.Decode(Pictures.Encoded(".jpg", 64, 48), ImreadModes.ReducedColor4);

        Assert.Equal((16, 12), (picture.Width, picture.Height));
    }

    [EmguCvFact]
    public void Should_read_one_channel_as_grey()
    {
        using var picture = Pictures.Decode(Pictures.Encoded(".png", 8, 8), ImreadModes.Grayscale);

        Assert.Equal(1, picture.NumberOfChannels);
        Assert.Equal(Pictures.QuadrantGreys[0], picture.GetSpan<byte>()[0]);
    }

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    private static byte[] Damaged(byte[] bytes)
    {
        var damaged = (byte[])bytes.Clone();
        damaged.AsSpan(bytes.Length / 2, 64).Fill(0x55);
        return damaged;
    }
}
