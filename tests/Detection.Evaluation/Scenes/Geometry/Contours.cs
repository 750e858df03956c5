namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>Makes contours.</summary>
internal static class Contours
{
    /// <summary>A closed polygon.</summary>
    /// <param name="corners">In order, at least 3.</param>
    /// <param name="rounding">How far from a corner its rounding begins, as a share of half the shorter side there; 0 to 1.</param>
    public static Contour Polygon(IReadOnlyList<Vec> corners, double rounding = 0)
    {
        if (rounding <= 0)
            return Contour.Through(corners, closed: true);

        var segments = new List<Segment>();
        Vec? start = null;
        for (var i = 0; i < corners.Count; i++)
        {
            var corner = corners[i];
            var (before, after) = (corners[(i + corners.Count - 1) % corners.Count], corners[(i + 1) % corners.Count]);
            var distance = rounding / 2 * Math.Min((before - corner).Length, (after - corner).Length);
            var (from, to) = (corner + ((before - corner).Unit * distance), corner + ((after - corner).Unit * distance));
            if (start is null)
                start = from;
            else
                segments.Add(Segment.Line(from));
            segments.Add(Segment.Curve(Vec.Mix(from, corner, 2.0 / 3), Vec.Mix(to, corner, 2.0 / 3), to));
        }

        segments.Add(Segment.Line(start!.Value));
        return new Contour(start.Value, segments, Closed: true);
    }

    /// <summary>Part of a circle around a centre, as cubic curves of a quarter at most (off by under 0.03 % of the radius).</summary>
    public static List<Segment> Arc(Vec centre, double radius, double from, double sweep)
    {
        var pieces = Math.Max(1, (int)Math.Ceiling(Math.Abs(sweep) / (Math.PI / 2) - 1e-9));
        var step = sweep / pieces;
        var handle = 4.0 / 3 * Math.Tan(step / 4) * radius;
        var segments = new List<Segment>();
        for (var i = 0; i < pieces; i++)
        {
            var (a, b) = (from + (i * step), from + ((i + 1) * step));
            var (start, end) = (centre + Vec.Polar(a, radius), centre + Vec.Polar(b, radius));
            segments.Add(Segment.Curve(start + (Vec.Polar(a).Normal * handle), end - (Vec.Polar(b).Normal * handle), end));
        }

        return segments;
    }

    /// <summary>A circle around the origin.</summary>
    public static Contour Circle(double radius) => new(new Vec(radius, 0), Arc(default, radius, 0, Math.Tau), Closed: true);

    /// <summary>A smooth curve through points (Catmull-Rom, uniform).</summary>
    public static Contour Smooth(IReadOnlyList<Vec> points, bool closed)
    {
        Vec At(int i) => closed ? points[(i + points.Count) % points.Count] : points[Math.Clamp(i, 0, points.Count - 1)];
        var segments = Enumerable.Range(0, closed ? points.Count : points.Count - 1)
            .Select(i => Segment.Curve(At(i) + ((At(i + 1) - At(i - 1)) * (1.0 / 6)), At(i + 1) - ((At(i + 2) - At(i)) * (1.0 / 6)), At(i + 1)));
        return new Contour(points[0], [.. segments], closed);
    }

    /// <summary>Corners of a regular polygon in the circle of radius 1, the first on top.</summary>
    public static Vec[] Regular(int corners) => [.. Enumerable.Range(0, corners).Select(i => Vec.Polar((i * Math.Tau / corners) - (Math.PI / 2)))];
}
