using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Scenes.Geometry;
using Detection.Evaluation.Scenes.Outlines;

namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>A shape in its place: the contours as they are drawn, and how.</summary>
internal sealed class Figure
{
    private readonly Lazy<List<List<Vec>>> _lines;

    private Figure(ShapeKind kind, Look look, IReadOnlyList<IReadOnlyList<Part>> strokes)
    {
        (Kind, Look, Strokes) = (kind, look, strokes);
        Box = BoxOf(look, strokes);
        _lines = new(() => [.. strokes.SelectMany(s => s).Select(part => Wobble.Dense(part.Contour))]);
    }

    public ShapeKind Kind { get; }

    public Look Look { get; }

    /// <summary>All parts, once for each time that they are drawn.</summary>
    public IReadOnlyList<IReadOnlyList<Part>> Strokes { get; }

    /// <summary>The smallest box around the ink.</summary>
    public Box Box { get; }

    /// <summary>Draws a shape with its longer side, ink included, as near to what is wanted as the hand allows.</summary>
    /// <param name="kind">The class.</param>
    /// <param name="outline">Around the origin, turned, of any size.</param>
    /// <param name="look">How.</param>
    /// <param name="side">In pixels.</param>
    /// <param name="centre">Of the box.</param>
    /// <param name="dice">The hand.</param>
    public static Figure Draw(ShapeKind kind, IReadOnlyList<Part> outline, Look look, double side, Vec centre, Dice dice)
    {
        var bare = BoxOf(look with { Pen = new Pen(0), Outlined = false, Filled = true }, [outline]);
        var width = outline.Any(p => IsStroked(look, p)) ? look.Pen.Width : 0;
        var scale = (side - width) / bare.LongerSide;
        Vec middle = new((bare.X1 + bare.X2) / 2, (bare.Y1 + bare.Y2) / 2);
        var placed = outline.Select(part => part.Map(p => ((p - middle) * scale) + centre)).ToArray();
        if (look.Stray == 0)
            return new Figure(kind, look, [placed]);
        return new Figure(kind, look, [.. Enumerable.Range(0, look.Strokes).Select(_ => placed
            .Select(part => part with { Contour = Wobble.Apply(part.Contour, look.Stray, byPen: look.Outlined || part.Kind == PartKind.Line, dice) })
            .ToArray())]);
    }

    /// <summary>Points of the ink, evenly enough to tell how much of it something covers.</summary>
    public IEnumerable<Vec> InkPoints()
    {
        const int Cells = 16;
        foreach (var point in _lines.Value.SelectMany(line => line))
            yield return point;
        if (!Look.Filled)
            yield break;
        for (var i = 0; i < Cells * Cells; i++)
        {
            Vec point = new(Box.X1 + (Box.Width * ((i % Cells) + 0.5) / Cells), Box.Y1 + (Box.Height * ((i / Cells) + 0.5) / Cells));
            if (IsInside(point))
                yield return point;
        }
    }

    /// <summary>Whether ink lies on a point.</summary>
    public bool Covers(Vec point) => (Look.Filled && IsInside(point)) || IsOnLine(point);

    /// <summary>Whether a part is an area of ink when it is drawn for the n-th time, from 0: a sketch is filled once.</summary>
    public static bool IsFilled(Look look, Part part, int pass) =>
        part.Kind == PartKind.Solid || (part.Kind == PartKind.Body && look.Filled && pass == 0);

    /// <summary>Whether a part is stroked.</summary>
    public static bool IsStroked(Look look, Part part) => part.Kind != PartKind.Body || look.Outlined;

    private bool IsOnLine(Vec point) => _lines.Value.Any(line => line.Exists(p => (p - point).Length <= (Look.Pen.Width / 2) + 1));

    // By the winding number, as SVG fills.
    private bool IsInside(Vec point) => Strokes[0].Where(p => p.Kind != PartKind.Line).Any(part =>
    {
        var corners = part.Contour.Flatten();
        var winding = 0;
        for (var i = 0; i < corners.Count; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Count]);
            if (a.Y <= point.Y && b.Y > point.Y && (b - a).Cross(point - a) > 0)
                winding++;
            else if (a.Y > point.Y && b.Y <= point.Y && (b - a).Cross(point - a) < 0)
                winding--;
        }

        return winding != 0;
    });

    private static Box BoxOf(Look look, IReadOnlyList<IReadOnlyList<Part>> strokes)
    {
        var extent = new Extent();
        foreach (var (part, pass) in strokes.SelectMany((stroke, pass) => stroke.Select(part => (part, pass))))
        {
            if (IsFilled(look, part, pass))
                Ink.AddFill(extent, part.Contour);
            if (IsStroked(look, part))
                Ink.AddStroke(extent, part.Contour, look.Pen);
        }

        return extent.Box;
    }
}
