using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging.Tests;

/// <summary>Pictures made in code, for tests that need no files.</summary>
internal static class Pictures
{
    public static DecodedImage Solid(int width, int height, byte blue, byte green, byte red) =>
        Draw(width, height, (_, _) => (blue, green, red));

    public static DecodedImage Noise(int width, int height, int seed)
    {
        var bgr = new byte[3 * width * height];
        new Random(seed).NextBytes(bgr);
        return DecodedImage.FromBgr(width, height, bgr);
    }

    /// <summary>Smooth, and different at every corner, so that turned and mirrored versions differ.</summary>
    public static DecodedImage Gradient(int width, int height) =>
        Draw(width, height, (x, y) => ((byte)(255 * x / width), (byte)(255 * y / height), (byte)(x < width / 3 && y < height / 3 ? 255 : 0)));

    public static DecodedImage Draw(int width, int height, Func<int, int, (byte Blue, byte Green, byte Red)> pixel)
    {
        var bgr = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                (bgr[3 * (y * width + x)], bgr[3 * (y * width + x) + 1], bgr[3 * (y * width + x) + 2]) = pixel(x, y);
        }

        return DecodedImage.FromBgr(width, height, bgr);
    }

    /// <summary>A file of the format that the extension names: .jpg, .png or .webp; the latter two without loss.</summary>
    public static byte[] Encode(DecodedImage image, string extension) => extension == ".jpg"
        ? Jpeg(image, 95)
        : CvInvoke.Imencode(extension, image.Pixels, KeyValuePair.Create(ImwriteFlags.WebpQuality, extension == ".webp" ? 101 : 0));

    public static byte[] Jpeg(DecodedImage image, int quality)
    {
        using var jpeg = JpegEncoder.Encode(image, quality);
        return jpeg.Memory.ToArray();
    }

    public static byte[] Encode(int width, int height, string extension)
    {
        using var image = Gradient(width, height);
        return Encode(image, extension);
    }

    public static unsafe ReadOnlySpan<byte> Bytes(DecodedImage image) =>
        new((void*)image.Pixels.DataPointer, 3 * image.Width * image.Height);

    public static (byte Blue, byte Green, byte Red) At(DecodedImage image, int x, int y)
    {
        var pixel = Bytes(image).Slice(3 * (y * image.Width + x), 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    /// <summary>Mean absolute difference of all bytes, 0 to 255.</summary>
    public static double Difference(DecodedImage one, DecodedImage other)
    {
        Assert.Equal((one.Width, one.Height), (other.Width, other.Height));
        var a = Bytes(one);
        var b = Bytes(other);
        long sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return (double)sum / a.Length;
    }

    /// <summary>The picture scaled to <paramref name="width"/> x <paramref name="height"/> by averaging.</summary>
    public static DecodedImage Thumbnail(DecodedImage image, int width, int height)
    {
        var small = new Mat();
        CvInvoke.Resize(image.Pixels, small, new System.Drawing.Size(width, height), interpolation: Inter.Area);
        return new DecodedImage(small);
    }
}
