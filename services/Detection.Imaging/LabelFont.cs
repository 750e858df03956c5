using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>One size of OpenCV's plain font.</summary>
internal readonly record struct LabelFont
{
    // A capital letter of this font is 21 units high.
    private const double UnitsPerCapital = 21;

    private const FontFace Face = FontFace.HersheySimplex;

    /// <param name="textHeight">Height of a capital letter in pixels.</param>
    public LabelFont(double textHeight)
    {
        Scale = textHeight / UnitsPerCapital;
        Thickness = Math.Max(1, (int)Math.Round(textHeight / 8));
        Padding = Math.Max(2, (int)Math.Round(textHeight * 0.35));
    }

    public double Scale { get; }

    public int Thickness { get; }

    /// <summary>Pixels between the text and the edge of its plate.</summary>
    public int Padding { get; }

    /// <summary>Size of the plate that a text needs.</summary>
    /// <param name="text">Printable ASCII.</param>
    public Size Measure(string text)
    {
        var (size, descent) = Extent(text);
        return new Size(size.Width + 2 * Padding, size.Height + descent + 2 * Padding);
    }

    /// <summary>Writes on a plate that <see cref="Measure"/> sized.</summary>
    public void Write(Mat pixels, string text, Rectangle plate, Colour colour)
    {
        var (size, _) = Extent(text);
        var origin = new Point(plate.X + Padding, plate.Y + Padding + size.Height);
        CvInvoke.PutText(pixels, text, origin, Face, Scale, colour.ToBgr(), Thickness, LineType.AntiAlias);
    }

    /// <returns>Width and height above the baseline, and the part of a descender that the padding does not already hold.</returns>
    private (Size Size, int Descent) Extent(string text)
    {
        var baseline = 0;
        var size = CvInvoke.GetTextSize(text, Face, Scale, Thickness, ref baseline);
        return (size, Math.Max(0, baseline - Padding / 2));
    }
}
