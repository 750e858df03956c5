using System.Globalization;
using System.Text;

namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>One stroke of a pen: lines and curves from a start on.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Segments">At least one. A closed contour's last ends at the start.</param>
/// <param name="Closed">Whether the end is joined to the start.</param>
internal sealed record Contour(Vec Start, IReadOnlyList<Segment> Segments, bool Closed)
{
    private const int PiecesOfCurve = 32;

    /// <summary>Straight lines through points.</summary>
    public static Contour Through(IReadOnlyList<Vec> points, bool closed)
    {
        var segments = points.Skip(1).Select(Segment.Line);
        return new Contour(points[0], [.. closed ? segments.Append(Segment.Line(points[0])) : segments], closed);
    }

    /// <summary>Moves every point. Exact for affine maps; curves follow their control points in others.</summary>
    public Contour Map(Func<Vec, Vec> map) => new(map(Start), [.. Segments.Select(s => s.Map(map))], Closed);

    /// <summary>Points along the contour, near enough to each other that lines between them are the curve; no two the same in a row.</summary>
    public List<Vec> Flatten()
    {
        List<Vec> points = [Start];
        var from = Start;
        foreach (var segment in Segments)
        {
            var pieces = segment.IsLine ? 1 : PiecesOfCurve;
            for (var i = 1; i <= pieces; i++)
                Add(points, segment.At(from, (double)i / pieces));
            from = segment.End;
        }

        if (Closed && points.Count > 1 && Same(points[0], points[^1]))
            points.RemoveAt(points.Count - 1);
        return points;
    }

    /// <summary>The value of an SVG path's <c>d</c>.</summary>
    public string ToPathData()
    {
        var data = new StringBuilder();
        data.Append(CultureInfo.InvariantCulture, $"M{Start.X:0.##} {Start.Y:0.##}");
        for (var i = 0; i < Segments.Count; i++)
        {
            var s = Segments[i];
            if (Closed && i == Segments.Count - 1 && s.IsLine)
                continue; // Z draws it
            if (s.IsLine)
                data.Append(CultureInfo.InvariantCulture, $"L{s.End.X:0.##} {s.End.Y:0.##}");
            else
                data.Append(CultureInfo.InvariantCulture, $"C{s.Control1.X:0.##} {s.Control1.Y:0.##} {s.Control2.X:0.##} {s.Control2.Y:0.##} {s.End.X:0.##} {s.End.Y:0.##}");
        }

        return (Closed ? data.Append('Z') : data).ToString();
    }

    private static void Add(List<Vec> points, Vec point)
    {
        if (!Same(points[^1], point))
            points.Add(point);
    }

    private static bool Same(Vec a, Vec b) => (a - b).Length < 1e-9;
}
