using Detection.Imaging;
using Xunit;

namespace Detection.Integration.Tests.Support;

/// <summary>Looks at annotated pictures that the service answered with.</summary>
internal static class AnnotatedPicture
{
    /// <summary>It is a JPEG of the original's size, with something drawn at a box's edge and nothing far from every box.</summary>
    /// <param name="original">Encoded.</param>
    /// <param name="annotated">Encoded.</param>
    /// <param name="edge">A place on a box's edge, in pixels.</param>
    /// <param name="away">A place that no box is near, in pixels.</param>
    public static void AssertDrawnOn(byte[] original, byte[] annotated, (int X, int Y) edge, (int X, int Y) away)
    {
        Assert.Equal([0xFF, 0xD8, 0xFF], annotated.Take(3));
        var (before, after) = (PixelsOf(original), PixelsOf(annotated));
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.True(Difference(before, after, edge) > 0.2, "nothing is drawn on the box's edge");
        Assert.True(Difference(before, after, away) < 0.1, "something is drawn far from every box");
    }

    private static Pixels PixelsOf(byte[] encoded)
    {
        using var image = new ImageDecoder(new ImageLimits()).Decode(encoded);
        var asItIs = new LetterboxTransform
        {
            SourceWidth = image.Width,
            SourceHeight = image.Height,
            Scale = 1,
            ResizedWidth = image.Width,
            ResizedHeight = image.Height,
            PadLeft = 0,
            PadTop = 0,
            Width = image.Width,
            Height = image.Height,
        };
        var planes = new float[asItIs.TensorLength];
        Letterbox.Write(image, asItIs, planes);
        return new Pixels(image.Width, image.Height, planes);
    }

    /// <summary>Largest difference of a channel, 0 to 1, in the 5x5 pixels around a place.</summary>
    private static float Difference(Pixels a, Pixels b, (int X, int Y) place)
    {
        var largest = 0f;
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = place.Y - 2; y <= place.Y + 2; y++)
            {
                for (var x = place.X - 2; x <= place.X + 2; x++)
                    largest = Math.Max(largest, Math.Abs(a.At(plane, x, y) - b.At(plane, x, y)));
            }
        }

        return largest;
    }

    /// <summary>Red, green and blue planes, 0 to 1.</summary>
    private sealed record Pixels(int Width, int Height, float[] Planes)
    {
        public float At(int plane, int x, int y) => Planes[(((plane * Height) + y) * Width) + x];
    }
}
