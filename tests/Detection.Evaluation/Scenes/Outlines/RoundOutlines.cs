using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>Circles and hearts.</summary>
internal static class RoundOutlines
{
    /// <summary>A circle, or an ellipse of up to 1.5 to 1.</summary>
    public static Contour Circle(Dice dice)
    {
        var flat = dice.Chance(0.6) ? 1 : 1 / dice.Between(1, 1.5);
        return Contours.Circle(1).Map(p => new Vec(p.X, p.Y * flat));
    }

    /// <summary>A heart by one of three constructions, up to a fifth wider or higher.</summary>
    public static Contour Heart(Dice dice)
    {
        var contour = dice.Whole(0, 2) switch
        {
            0 => Curved(dice),
            1 => SquareAndDiscs(),
            _ => Sines(),
        };
        var stretch = dice.Between(0.85, 1.18);
        return contour.Map(p => new Vec(p.X * stretch, p.Y));
    }

    // Two curves a side: from the dip over the shoulder, and down to the tip.
    private static Contour Curved(Dice dice)
    {
        double dip = dice.Between(-0.6, -0.4), shoulder = dice.Between(-0.95, -0.85), belly = dice.Between(0.25, 0.5);
        Vec top = new(0, dip), right = new(1, -0.35), tip = new(0, 1);
        return new Contour(
            top,
            [
                Segment.Curve(new(0.15, shoulder - 0.1), new(1, shoulder - 0.15), right),
                Segment.Curve(new(1, belly - 0.15), new(0.3, belly + 0.1), tip),
                Segment.Curve(new(-0.3, belly + 0.1), new(-1, belly - 0.15), new(-right.X, right.Y)),
                Segment.Curve(new(-1, shoulder - 0.15), new(-0.15, shoulder - 0.1), top),
            ],
            Closed: true);
    }

    // A square on its corner, and a half disc on each upper side.
    private static Contour SquareAndDiscs()
    {
        var radius = Math.Sqrt(0.5);
        return new Contour(
            new Vec(0, -1),
            [
                .. Contours.Arc(new(0.5, -0.5), radius, -0.75 * Math.PI, Math.PI),
                Segment.Line(new(0, 1)),
                Segment.Line(new(-1, 0)),
                .. Contours.Arc(new(-0.5, -0.5), radius, 0.75 * Math.PI, Math.PI),
            ],
            Closed: true);
    }

    // The curve x = 16 sin^3 t, y = 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t.
    private static Contour Sines()
    {
        const int Points = 72;
        var points = Enumerable.Range(0, Points).Select(i => i * Math.Tau / Points).Select(t => new Vec(
            Math.Pow(Math.Sin(t), 3),
            -((13 * Math.Cos(t)) - (5 * Math.Cos(2 * t)) - (2 * Math.Cos(3 * t)) - Math.Cos(4 * t)) / 16));
        return Contour.Through([.. points], closed: true);
    }
}
