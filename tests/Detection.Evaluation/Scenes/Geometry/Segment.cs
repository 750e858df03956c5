namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>A line, or a cubic Bézier curve, from where the one before ended.</summary>
/// <param name="Control1">Meaningless for a line.</param>
/// <param name="Control2">Meaningless for a line.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsLine">Whether it is a line.</param>
internal readonly record struct Segment(Vec Control1, Vec Control2, Vec End, bool IsLine)
{
    public static Segment Line(Vec end) => new(end, end, end, IsLine: true);

    public static Segment Curve(Vec control1, Vec control2, Vec end) => new(control1, control2, end, IsLine: false);

    public Segment Map(Func<Vec, Vec> map) => new(map(Control1), map(Control2), map(End), IsLine);

    /// <summary>The point at <paramref name="t"/>, 0 to 1.</summary>
    public Vec At(Vec start, double t)
    {
        if (IsLine)
            return Vec.Mix(start, End, t);
        var u = 1 - t;
        return (start * (u * u * u)) + (Control1 * (3 * u * u * t)) + (Control2 * (3 * u * t * t)) + (End * (t * t * t));
    }
}
