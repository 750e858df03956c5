using Emgu.CV;
using Emgu.CV.CvEnum;
using Xunit;

namespace Detection.Feed.Tests.EmguCv;

[Collection(OpenCvCollection.Name)]
public sealed class OrientationTests
{
    private const double Tolerance = 6;

    /// <summary>Orientation, and the stored quadrants in the order in which the upright picture shows them (EXIF 2.32, 4.6.4 A).</summary>
    [EmguCvTheory]
    [InlineData(1, 0, 1, 2, 3)]
    [InlineData(2, 1, 0, 3, 2)]
    [InlineData(3, 3, 2, 1, 0)]
    [InlineData(4, 2, 3, 0, 1)]
    [InlineData(5, 0, 2, 1, 3)]
    [InlineData(6, 2, 0, 3, 1)]
    [InlineData(7, 3, 1, 2, 0)]
    [InlineData(8, 1, 3, 0, 2)]
    public void Should_decode_upright(byte orientation, int topLeft, int topRight, int bottomLeft, int bottomRight)
    {
        using var picture = Pictures.Decode(Pictures.WithOrientation(Pictures.Encoded(".jpg", 64, 32), orientation));

        Assert.Equal(orientation < 5 ? (64, 32) : (32, 64), (picture.Width, picture.Height));
        AssertQuadrants(picture, topLeft, topRight, bottomLeft, bottomRight);
    }

    [EmguCvTheory]
    [InlineData(ImreadModes.ColorBgr | ImreadModes.IgnoreOrientation)]
    [InlineData(ImreadModes.Unchanged)]
    public void Should_leave_the_picture_as_stored(ImreadModes modes)
    {
        using var picture = Pictures.Decode(Pictures.WithOrientation(Pictures.Encoded(".jpg", 64, 32), 6), modes);

        Assert.Equal((64, 32), (picture.Width, picture.Height));
        AssertQuadrants(picture, 0, 1, 2, 3);
    }

    private static void AssertQuadrants(Mat picture, params int[] expected)
    {
        var (columns, rows) = (picture.Width, picture.Height);
        (int X, int Y)[] centres =
            [(columns / 4, rows / 4), (columns * 3 / 4, rows / 4), (columns / 4, rows * 3 / 4), (columns * 3 / 4, rows * 3 / 4)];
        for (var i = 0; i < centres.Length; i++)
        {
            var pixel = picture.GetSpan<byte>()[(centres[i].Y * picture.Step) + (centres[i].X * picture.ElementSize)];
            Assert.Equal(Pictures.QuadrantGreys[expected[i]], pixel, Tolerance);
        }
    }
}
