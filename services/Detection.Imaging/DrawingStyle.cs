namespace Detection.Imaging;

/// <summary>Sizes that suit a picture: what is seen on a screen is the picture scaled, so they grow with it.</summary>
/// <param name="Line">Width of a box's line in pixels, at least 1.</param>
/// <param name="TextHeight">Height of a capital letter in pixels.</param>
internal readonly record struct DrawingStyle(int Line, double TextHeight)
{
    /// <summary>Below this a letter of OpenCV's fonts is a smudge.</summary>
    public const double SmallestText = 6;

    private const double LinePerSide = 0.0032;
    private const double TextPerSide = 0.0135;
    private const double SmallestComfortableText = 9;

    public static DrawingStyle For(int width, int height)
    {
        // The geometric mean, held down by the shorter side: a panorama wants no lines as thick as itself.
        var side = Math.Min(Math.Sqrt((double)width * height), 4.0 * Math.Min(width, height));
        var line = Math.Max(1, (int)Math.Round(side * LinePerSide));
        return new DrawingStyle(line, Math.Max(SmallestComfortableText, side * TextPerSide));
    }
}
