namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>A colour; 0 to 255 each.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb Black => new(20, 20, 24);

    public static Rgb White => new(255, 255, 255);

    public string Hex => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>From <c>0xRRGGBB</c>.</summary>
    public static Rgb Of(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    /// <summary>From hue in degrees, saturation and lightness, as CSS defines hsl().</summary>
    public static Rgb Hsl(double hue, double saturation, double lightness)
    {
        byte Channel(double n)
        {
            var k = (n + (hue / 30)) % 12;
            var a = saturation * Math.Min(lightness, 1 - lightness);
            return (byte)Math.Round(255 * (lightness - (a * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)))));
        }

        return new Rgb(Channel(0), Channel(8), Channel(4));
    }

    public Rgb Mix(Rgb other, double share) => new(Mixed(Red, other.Red, share), Mixed(Green, other.Green, share), Mixed(Blue, other.Blue, share));

    /// <summary>How different two colours look, 0 to 255: the channels' distances, weighted by how much eyes make of them.</summary>
    public double Distance(Rgb other)
    {
        double r = Red - other.Red, g = Green - other.Green, b = Blue - other.Blue;
        return Math.Sqrt(((3 * r * r) + (4 * g * g) + (2 * b * b)) / 9);
    }

    private static byte Mixed(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));
}
