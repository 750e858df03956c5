using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Structure;

namespace Detection.Imaging;

/// <summary>One size of OpenCV's plain font.</summary>
/// <remarks>
/// OpenCV's strokes are whole pixels wide, which clots or thins small letters. They are drawn some times larger
/// and averaged down, so that the weight is in proportion at every size.
/// </remarks>
internal readonly record struct LabelFont
{
    // A capital letter of this font is 21 units high.
    private const double UnitsPerCapital = 21;
    private const double StrokePerCapital = 0.13;
    private const double CapitalWithoutSteps = 48;
    private const int MaxOversampling = 4;
    private const FontFace Face = FontFace.HersheySimplex;

    private readonly int _oversampling;
    private readonly double _scale;
    private readonly int _stroke;

    /// <param name="textHeight">Height of a capital letter in pixels.</param>
    public LabelFont(double textHeight)
    {
        _oversampling = Math.Clamp((int)Math.Ceiling(CapitalWithoutSteps / textHeight), 1, MaxOversampling);
        _scale = _oversampling * textHeight / UnitsPerCapital;
        _stroke = Math.Max(1, (int)Math.Round(_oversampling * textHeight * StrokePerCapital));
        Padding = Math.Max(2, (int)Math.Round(textHeight * 0.4));
    }

    /// <summary>Pixels between the text and the edge of its plate.</summary>
    public int Padding { get; }

    /// <summary>Size of the plate that a text needs.</summary>
    /// <param name="text">Printable ASCII, not empty.</param>
    public Size Measure(string text)
    {
        var large = MeasureLarge(text, out var descent);
        // The padding below already holds half of a descender; all of it would push the text up.
        return new Size(
            Reduce(large.Width) + 2 * Padding,
            Reduce(large.Height) + Math.Max(0, Reduce(descent) - Padding / 2) + 2 * Padding);
    }

    /// <summary>Draws a text as it stands on a plate that <see cref="Measure"/> sized.</summary>
    /// <param name="text">Printable ASCII, not empty.</param>
    public unsafe LabelMask Draw(string text)
    {
        var size = Measure(text);
        var baseline = Padding * _oversampling + MeasureLarge(text, out _).Height;
        using var large = new Mat(size.Height * _oversampling, size.Width * _oversampling, DepthType.Cv8U, 1);
        large.SetTo(new MCvScalar(0));
        CvInvoke.PutText(
            large, text, new Point(Padding * _oversampling, baseline), Face, _scale, new MCvScalar(255), _stroke, LineType.AntiAlias);

        var coverage = new byte[size.Width * size.Height];
        fixed (byte* pointer = coverage)
        {
            using var reduced = new Mat(size.Height, size.Width, DepthType.Cv8U, 1, (IntPtr)pointer, size.Width);
            CvInvoke.Resize(large, reduced, size, interpolation: Inter.Area);
        }

        return new LabelMask(size, coverage);
    }

    private Size MeasureLarge(string text, out int descent)
    {
        descent = 0;
        return CvInvoke.GetTextSize(text, Face, _scale, _stroke, ref descent);
    }

    private int Reduce(int large) => (large + _oversampling - 1) / _oversampling;
}
