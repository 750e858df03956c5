namespace Detection.Benchmarks.Pictures;

/// <summary>A circle, or a regular polygon of three to six corners, in one colour.</summary>
/// <param name="X">Centre, in pixels.</param>
/// <param name="Y">Centre, in pixels.</param>
/// <param name="Radius">Of the corners, in pixels.</param>
/// <param name="Corners">3 to 6; 0 for a circle.</param>
/// <param name="Turn">In radians.</param>
/// <param name="Bgr">Blue, green and red.</param>
internal sealed record DrawnShape(double X, double Y, double Radius, int Corners, double Turn, byte[] Bgr)
{
    private static readonly int[] Kinds = [0, 3, 4, 5, 6];

    public int Left => (int)(X - Radius);

    public int Right => (int)(X + Radius) + 1;

    public int Top => (int)(Y - Radius);

    public int Bottom => (int)(Y + Radius) + 1;

    /// <summary>Any shape, wholly within the picture.</summary>
    public static DrawnShape Roll(Random dice, int width, int height)
    {
        var radius = (0.06 + (0.12 * dice.NextDouble())) * Math.Min(width, height);
        return new DrawnShape(
            radius + (dice.NextDouble() * (width - (2 * radius))),
            radius + (dice.NextDouble() * (height - (2 * radius))),
            radius,
            Kinds[dice.Next(Kinds.Length)],
            dice.NextDouble() * Math.Tau,
            [(byte)dice.Next(130), (byte)dice.Next(130), (byte)dice.Next(130)]);
    }

    /// <summary>Whether a pixel lies within: nearer than the circle, or on the inner side of every edge.</summary>
    public bool Covers(int x, int y)
    {
        var (dx, dy) = (x - X, y - Y);
        if (Corners == 0)
            return (dx * dx) + (dy * dy) <= Radius * Radius;
        var inner = Radius * Math.Cos(Math.PI / Corners);
        return Enumerable.Range(0, Corners).Select(edge => Turn + (Math.Tau * edge / Corners))
            .All(normal => (dx * Math.Cos(normal)) + (dy * Math.Sin(normal)) <= inner);
    }
}
