using System.Globalization;

namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>How a contour is stroked, in SVG's terms.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Join">stroke-linejoin.</param>
/// <param name="Cap">stroke-linecap.</param>
/// <param name="Dashes">stroke-dasharray, dash and gap in turn, an even number of them; null: solid.</param>
internal sealed record Pen(double Width, LineJoin Join = LineJoin.Miter, LineCap Cap = LineCap.Butt, IReadOnlyList<double>? Dashes = null)
{
    /// <summary>SVG's default: a joint that would reach further than this many widths is cut off.</summary>
    public const double MiterLimit = 4;

    public string Attributes => string.Create(
        CultureInfo.InvariantCulture,
        $"stroke-width=\"{Width:0.##}\" stroke-linejoin=\"{Name(Join)}\" stroke-linecap=\"{Name(Cap)}\"{DashAttribute}");

    private string DashAttribute =>
        Dashes is null ? "" : $" stroke-dasharray=\"{string.Join(' ', Dashes.Select(d => d.ToString("0.##", CultureInfo.InvariantCulture)))}\"";

#pragma warning disable CA1308 // SVG's keywords are lower-case.
    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
