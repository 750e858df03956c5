using System.Globalization;

namespace Detection.Imaging;

/// <summary>How large a picture may be. Checked on the header, before anything is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>The longest side that a JPEG can be written with: annotated pictures are JPEGs, as large as the original.</summary>
    public const int LongestSide = 65_500;

    /// <summary>The most pixels that can be configured: a quarter of the 2^30 beyond which OpenCV ends the process.</summary>
    public const long MostPixels = 1L << 28;

    /// <summary>Width times height, at most; default 50 megapixels, range 1 to <see cref="MostPixels"/>. Three bytes each when decoded.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Width and height in pixels, at most; default and upper bound <see cref="LongestSide"/>.</summary>
    public int MaxSide { get; init; } = LongestSide;

    /// <summary>Passes when the picture is within the limits.</summary>
    /// <exception cref="ImageRejectedException"><see cref="ImageProblem.TooLarge"/>.</exception>
    public void Check(ImageHeader header)
    {
        if (Explain(header) is { } message)
            throw new ImageRejectedException(ImageProblem.TooLarge, message);
    }

    /// <summary>A sentence for the sender of a picture that is too large; null for one that is not.</summary>
    public string? Explain(ImageHeader header)
    {
        if (header.Pixels > Math.Min(MaxPixels, MostPixels))
            return $"The picture is {header.Width} x {header.Height} pixels ({Mega(header.Pixels)} megapixels); at most {Mega(Math.Min(MaxPixels, MostPixels))} megapixels are allowed.";
        if (Math.Max(header.Width, header.Height) > Math.Min(MaxSide, LongestSide))
            return $"The picture is {header.Width} x {header.Height} pixels; at most {Math.Min(MaxSide, LongestSide)} a side are allowed.";
        return null;
    }

    // Rounded up for what is just over a limit, so that "50 where 50 are allowed" is never said.
    private static string Mega(long pixels) => (Math.Ceiling(pixels / 10_000.0) / 100).ToString("0.##", CultureInfo.InvariantCulture);
}
