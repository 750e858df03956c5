using Emgu.CV.Structure;

namespace Detection.Imaging;

/// <summary>An sRGB colour.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour White = new(255, 255, 255);

    /// <summary>0 (black) to 1 (white): WCAG 2.2, relative luminance.</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>Black or white, whichever is easier to read on this colour.</summary>
    public Colour ForText() => Contrast(Black) >= Contrast(White) ? Black : White;

    /// <summary>1 (none) to 21: WCAG 2.2, contrast ratio.</summary>
    public double Contrast(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    public MCvScalar ToBgr() => new(Blue, Green, Red);

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
