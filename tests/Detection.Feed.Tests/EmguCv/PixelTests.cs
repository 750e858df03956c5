using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Structure;
using Emgu.CV.Util;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class PixelTests
{
    private static readonly MCvScalar s_grey = new(114, 114, 114);

    [EmguCvFact]
    public void Should_letterbox_alike_with_a_border_and_into_a_part()
    {
        using var picture = Pictures.Quadrants(80, 40);
        using var scaled = new Mat();
        using var bordered = new Mat();
        using var filled = new Mat(64, 64, DepthType.Cv8U, 3);
        filled.SetTo(s_grey);

        CvInvoke.Resize(picture, scaled, new Size(64, 32));
        CvInvoke.CopyMakeBorder(scaled, bordered, 16, 16, 0, 0, BorderType.Constant, s_grey);
        using (var part = new Mat(filled, new Rectangle(0, 16, 64, 32)))
            scaled.CopyTo(part);

        Assert.Equal(new Size(64, 64), bordered.Size);
        Assert.Equal(114, bordered.GetSpan<byte>()[0]);
        Assert.Equal(Pictures.QuadrantGreys[0], bordered.GetSpan<byte>()[16 * bordered.Step]);
        Assert.True(bordered.GetSpan<byte>().SequenceEqual(filled.GetSpan<byte>()));
    }

    [EmguCvTheory]
    [InlineData(".png", 0)]
    [InlineData(".jpg", 6)]
    [InlineData(".webp", 6)]
    public void Should_come_back_from_encoding(string extension, int tolerance)
    {
        using var picture = Pictures.Quadrants(64, 48);
        using var decoded = Pictures.Decode(CvInvoke.Imencode(extension, picture));

        Assert.Equal(picture.Size, decoded.Size);
        // The quadrants' own centres: away from the edges, where lossy formats ring.
        foreach (var (x, y) in new[] { (16, 12), (48, 12), (16, 36), (48, 36) })
        {
            var at = (y * picture.Step) + (x * picture.ElementSize);
            Assert.Equal(picture.GetSpan<byte>()[at], decoded.GetSpan<byte>()[at], (double)tolerance);
        }
    }

    [EmguCvFact]
    public void Should_encode_jpeg_at_quality_95_unless_told()
    {
        using var picture = Pictures.Decode(Pictures.Noise(".png", 64, 64));
        using var buffer = new VectorOfByte();

        Assert.True(CvInvoke.Imencode(".jpg", picture, buffer, KeyValuePair.Create(ImwriteFlags.JpegQuality, 95)));

        Assert.Equal(CvInvoke.Imencode(".jpg", picture), buffer.ToArray());
        Assert.True(CvInvoke.Imencode(".jpg", picture, KeyValuePair.Create(ImwriteFlags.JpegQuality, 50)).Length < buffer.Size / 2);
        buffer.Clear();
        Assert.Equal(0, buffer.Size);
    }

    [EmguCvFact]
    public void Should_draw_a_label_and_a_box_with_its_right_and_bottom_edge()
    {
        using var picture = new Mat(100, 200, DepthType.Cv8U, 3);
        picture.SetTo(new MCvScalar());
        var below = 0;

        CvInvoke.Rectangle(picture, new Rectangle(10, 60, 30, 20), new MCvScalar(1, 2, 3), thickness: -1);
        var size = CvInvoke.GetTextSize("person 0.91", FontFace.HersheySimplex, 0.5, 1, ref below);
        CvInvoke.PutText(picture, "person 0.91", new Point(5, 40), FontFace.HersheySimplex, 0.5, new MCvScalar(9, 9, 9));

        Assert.Equal([1, 2, 3], picture.GetSpan<byte>().Slice((60 * picture.Step) + 30, 3).ToArray());
        Assert.Equal([1, 2, 3], picture.GetSpan<byte>().Slice((80 * picture.Step) + (40 * 3), 3).ToArray());
        Assert.Equal([0, 0, 0], picture.GetSpan<byte>().Slice((80 * picture.Step) + (41 * 3), 3).ToArray());
        Assert.Equal([0, 0, 0], picture.GetSpan<byte>().Slice((81 * picture.Step) + (40 * 3), 3).ToArray());
        Assert.InRange(size.Width, 80, 120);
        Assert.InRange(size.Height, 8, 16);
        Assert.InRange(below, 1, 10);
        Assert.True(picture.GetSpan<byte>()[..(50 * picture.Step)].Contains((byte)9));
    }

    [EmguCvFact]
    public void Should_turn_and_convert()
    {
        using var picture = Pictures.Quadrants(8, 4);
        using var turned = new Mat();
        using var grey = new Mat();

        CvInvoke.Rotate(picture, turned, RotateFlags.Rotate90Clockwise);
        CvInvoke.CvtColor(turned, grey, ColorConversion.Bgr2Gray);

        Assert.Equal((4, 8, 1), (grey.Width, grey.Height, grey.NumberOfChannels));
        Assert.Equal(Pictures.QuadrantGreys[2], grey.GetSpan<byte>()[0]);
        Assert.Equal(Pictures.QuadrantGreys[1], grey.GetSpan<byte>()[^1]);
    }
}
