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

    /// <summary>Writes on a plate that <see cref="Measure"/> sized.</summary>
    /// <param name="pixels">The picture, which holds all of the plate.</param>
    /// <param name="text">The text that was measured.</param>
    /// <param name="plate">Where to write.</param>
    /// <param name="ink">The text's colour.</param>
    public void Write(Mat pixels, string text, Rectangle plate, Colour ink)
    {
        var baseline = Padding * _oversampling + MeasureLarge(text, out _).Height;
        using var large = new Mat(plate.Height * _oversampling, plate.Width * _oversampling, DepthType.Cv8U, 1);
        large.SetTo(new MCvScalar(0));
        CvInvoke.PutText(
            large, text, new Point(Padding * _oversampling, baseline), Face, _scale, new MCvScalar(255), _stroke, LineType.AntiAlias);
        using var coverage = new Mat();
        CvInvoke.Resize(large, coverage, plate.Size, interpolation: Inter.Area);
        Blend(pixels, coverage, plate, ink);
    }

    private static unsafe void Blend(Mat pixels, Mat coverage, Rectangle plate, Colour ink)
    {
        for (var row = 0; row < plate.Height; row++)
        {
            var covered = new ReadOnlySpan<byte>((byte*)coverage.DataPointer + (long)row * coverage.Step, plate.Width);
            var target = new Span<byte>((byte*)pixels.DataPointer + (long)(plate.Y + row) * pixels.Step + 3 * plate.X, 3 * plate.Width);
            for (var x = 0; x < covered.Length; x++)
            {
                if (covered[x] == 0)
                    continue;
                target[3 * x] = Mix(target[3 * x], ink.Blue, covered[x]);
                target[3 * x + 1] = Mix(target[3 * x + 1], ink.Green, covered[x]);
                target[3 * x + 2] = Mix(target[3 * x + 2], ink.Red, covered[x]);
            }
        }

        static byte Mix(byte below, byte above, byte share) => (byte)((below * (255 - share) + above * share + 127) / 255);
    }

    private Size MeasureLarge(string text, out int descent)
    {
        descent = 0;
        return CvInvoke.GetTextSize(text, Face, _scale, _stroke, ref descent);
    }

    private int Reduce(int large) => (large + _oversampling - 1) / _oversampling;
}
