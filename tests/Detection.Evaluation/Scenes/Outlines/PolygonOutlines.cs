using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>Triangles, rectangles, pentagons, hexagons and stars.</summary>
internal static class PolygonOutlines
{
    private const double SharpestAngle = 30 * Math.PI / 180;

    /// <summary>A triangle: equal sides, two equal sides, a right angle, or any without a very sharp angle.</summary>
    public static Contour Triangle(Dice dice)
    {
        var corners = dice.Whole(0, 3) switch
        {
            0 => Contours.Regular(3),
            1 => [new(0, -dice.Between(0.7, 1.5)), new(1, 0.6), new(-1, 0.6)],
            2 => [new(-1, -dice.Between(0.3, 1.4)), new(1, 0.6), new(-1, 0.6)],
            _ => AnyTriangle(dice),
        };
        return Contours.Polygon(corners, dice.Chance(0.15) ? dice.Between(0.08, 0.25) : 0);
    }

    /// <summary>A rectangle of up to 3 to 1, lying or standing, its corners perhaps rounded.</summary>
    public static Contour Rectangle(Dice dice)
    {
        var ratio = dice.Chance(0.3) ? 1 : dice.BetweenLog(1, 3);
        var (x, y) = dice.Chance(0.65) ? (1, 1 / ratio) : (1 / ratio, 1.0);
        return Contours.Polygon([new(-x, -y), new(x, -y), new(x, y), new(-x, y)], dice.Chance(0.35) ? dice.Between(0.08, 0.35) : 0);
    }

    /// <summary>A regular polygon, a little stretched and not quite exact.</summary>
    public static Contour Regular(Dice dice, int corners)
    {
        var (stretch, error) = (dice.Between(0.87, 1.15), dice.Between(0, 0.05));
        return Contours.Polygon(
            [.. Contours.Regular(corners).Select(p => new Vec((p.X * stretch) + dice.Between(-error, error), p.Y + dice.Between(-error, error)))],
            dice.Chance(0.2) ? dice.Between(0.1, 0.35) : 0);
    }

    /// <summary>A star of five points, sometimes six. By pen sometimes in one go, through every other point.</summary>
    public static Contour Star(Dice dice, bool byPen)
    {
        if (byPen && dice.Chance(0.15))
        {
            var points = Contours.Regular(5);
            return Contour.Through([.. Enumerable.Range(0, 5).Select(i => points[i * 2 % 5])], closed: true);
        }

        var spikes = dice.Chance(0.82) ? 5 : 6;
        var inner = spikes == 5 ? dice.Between(0.38, 0.5) : dice.Between(0.45, 0.58);
        var corners = Contours.Regular(2 * spikes).Select((p, i) => i % 2 == 0 ? p : p * inner);
        return Contours.Polygon([.. corners], dice.Chance(0.15) ? dice.Between(0.1, 0.35) : 0);
    }

    private static Vec[] AnyTriangle(Dice dice)
    {
        while (true)
        {
            Vec[] corners = [Vec.Polar(dice.Angle()), Vec.Polar(dice.Angle()), Vec.Polar(dice.Angle())];
            if (Enumerable.Range(0, 3).Min(i => AngleAt(corners, i)) >= SharpestAngle)
                return corners;
        }
    }

    private static double AngleAt(Vec[] corners, int i)
    {
        var (a, b) = (corners[(i + 1) % 3] - corners[i], corners[(i + 2) % 3] - corners[i]);
        return Math.Atan2(Math.Abs(a.Cross(b)), a.Dot(b));
    }
}
