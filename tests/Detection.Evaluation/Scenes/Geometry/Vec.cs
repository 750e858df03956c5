namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>A point or a direction; y grows downwards.</summary>
internal readonly record struct Vec(double X, double Y)
{
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Of length 1; the zero vector stays.</summary>
    public Vec Unit => Length > 0 ? this * (1 / Length) : this;

    /// <summary>Turned by a quarter.</summary>
    public Vec Normal => new(-Y, X);

    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y);

    public static Vec operator *(Vec a, double factor) => new(a.X * factor, a.Y * factor);

    public static Vec Polar(double angle, double radius = 1) => new(radius * Math.Cos(angle), radius * Math.Sin(angle));

    public static Vec Mix(Vec a, Vec b, double share) => a + ((b - a) * share);

    public double Dot(Vec other) => (X * other.X) + (Y * other.Y);

    public double Cross(Vec other) => (X * other.Y) - (Y * other.X);

    public Vec Rotate(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Vec((X * cos) - (Y * sin), (X * sin) + (Y * cos));
    }
}
