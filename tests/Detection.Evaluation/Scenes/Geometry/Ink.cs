namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>How far the ink of a stroke reaches, by SVG's rules for joins, caps and dashes (SVG 2, section 13.5).</summary>
internal static class Ink
{
    /// <summary>Adds a filled contour.</summary>
    public static void AddFill(Extent extent, Contour contour)
    {
        foreach (var point in contour.Flatten())
            extent.Add(point);
    }

    /// <summary>Adds a stroked contour.</summary>
    public static void AddStroke(Extent extent, Contour contour, Pen pen)
    {
        var points = contour.Flatten();
        if (pen.Dashes is null)
        {
            AddLine(extent, points, contour.Closed, pen);
            return;
        }

        foreach (var dash in Split(points, contour.Closed, pen.Dashes))
            AddLine(extent, dash, closed: false, pen);
    }

    private static void AddLine(Extent extent, List<Vec> points, bool closed, Pen pen)
    {
        var half = pen.Width / 2;
        var edges = closed ? points.Count : points.Count - 1;
        for (var i = 0; i < edges; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            var side = (b - a).Unit.Normal * half;
            foreach (var corner in (ReadOnlySpan<Vec>)[a + side, a - side, b + side, b - side])
                extent.Add(corner);
            if (closed || i + 1 < edges)
                AddJoin(extent, a, b, points[(i + 2) % points.Count], pen);
        }

        if (!closed && edges > 0)
        {
            AddCap(extent, points[0], points[0] - points[1], pen);
            AddCap(extent, points[^1], points[^1] - points[^2], pen);
        }
    }

    private static void AddJoin(Extent extent, Vec before, Vec corner, Vec after, Pen pen)
    {
        var half = pen.Width / 2;
        if (pen.Join == LineJoin.Round)
            extent.Add(corner, half);
        if (pen.Join != LineJoin.Miter)
            return;
        var (into, outOf) = ((corner - before).Unit, (after - corner).Unit);
        var sine = Math.Sqrt(Math.Max(0, (1 - (into * -1).Dot(outOf)) / 2)); // of half the angle between the two lines
        if (sine > 0 && 1 / sine <= Pen.MiterLimit)
            extent.Add(corner + ((into - outOf).Unit * (half / sine)));
    }

    private static void AddCap(Extent extent, Vec end, Vec outwards, Pen pen)
    {
        var half = pen.Width / 2;
        if (pen.Cap == LineCap.Round)
            extent.Add(end, half);
        if (pen.Cap != LineCap.Square)
            return;
        var ahead = outwards.Unit * half;
        extent.Add(end + ahead + ahead.Normal);
        extent.Add(end + ahead - ahead.Normal);
    }

    // A dash that ends where a closed contour started, and one that started there, are drawn as one (as Skia does it).
    private static List<List<Vec>> Split(List<Vec> points, bool closed, IReadOnlyList<double> dashes)
    {
        var path = closed ? points.Append(points[0]).ToArray() : [.. points];
        var drawn = new List<List<Vec>>();
        var (index, left) = (0, dashes[0]);
        List<Vec> dash = [path[0]];
        for (var i = 1; i < path.Length; i++)
        {
            var (from, to) = (path[i - 1], path[i]);
            while ((to - from).Length > left)
            {
                from += (to - from).Unit * left;
                if (index % 2 == 0)
                    drawn.Add([.. dash, from]);
                dash = [from];
                index = (index + 1) % dashes.Count;
                left = dashes[index];
            }

            left -= (to - from).Length;
            if (index % 2 == 0)
                dash.Add(to);
        }

        if (index % 2 != 0 || dash.Count < 2)
            return drawn;
        if (!closed || drawn.Count == 0)
            return [.. drawn, dash];
        return [[.. dash, .. drawn[0].Skip(1)], .. drawn.Skip(1)];
    }
}
