using Detection.Imaging;

namespace Detection.Benchmarks.Pictures;

/// <summary>Pictures of shapes on a grainy ground, drawn without a browser: where there are no photographs.</summary>
internal static class DrawnScene
{
    private const int JpegQuality = 90;

    // Sizes of COCO photographs, about as often as they come there.
    private static readonly (int Width, int Height)[] Sizes =
        [(640, 480), (640, 427), (640, 480), (480, 640), (640, 426), (500, 375), (427, 640), (640, 360), (612, 612)];

    /// <summary>Draws a scene; the same for the same number.</summary>
    public static Picture Draw(int number)
    {
        var dice = new Random(number);
        var (width, height) = Sizes[number % Sizes.Length];
        var pixels = new byte[3 * width * height];
        Grain(pixels, width, dice);
        for (var shape = dice.Next(3, 8); shape > 0; shape--)
            Fill(pixels, width, height, DrawnShape.Roll(dice, width, height));
        using var image = DecodedImage.FromBgr(width, height, pixels);
        using var jpeg = JpegEncoder.Encode(image, JpegQuality);
        return new Picture($"scene-{number:D3}", jpeg.Memory.ToArray());
    }

    // Uneven light and noise, so that the JPEG takes about as much work as a photograph's.
    private static void Grain(byte[] pixels, int width, Random dice)
    {
        var (ground, slope) = (dice.Next(150, 230), (dice.NextDouble() - 0.5) * 60 / width);
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var light = ground + (i / 3 % width * slope) + dice.Next(-12, 13);
            for (var channel = 0; channel < 3; channel++)
                pixels[i + channel] = (byte)Math.Clamp(light + dice.Next(-4, 5), 0, 255);
        }
    }

    private static void Fill(byte[] pixels, int width, int height, DrawnShape shape)
    {
        for (var y = Math.Max(0, shape.Top); y < Math.Min(height, shape.Bottom); y++)
        {
            for (var x = Math.Max(0, shape.Left); x < Math.Min(width, shape.Right); x++)
            {
                if (shape.Covers(x, y))
                    shape.Bgr.CopyTo(pixels, 3 * ((y * width) + x));
            }
        }
    }
}
