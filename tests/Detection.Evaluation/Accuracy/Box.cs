namespace Detection.Evaluation.Accuracy;

/// <summary>An axis-aligned box in pixels of the upright picture; edges, not pixel indices.</summary>
public readonly record struct Box(double X1, double Y1, double X2, double Y2)
{
    public double Width => X2 - X1;

    public double Height => Y2 - Y1;

    public double LongerSide => Math.Max(Width, Height);

    /// <summary>Intersection over union, 0 to 1; 0 where both are empty.</summary>
    public double IoU(Box other)
    {
        var width = Math.Min(X2, other.X2) - Math.Max(X1, other.X1);
        var height = Math.Min(Y2, other.Y2) - Math.Max(Y1, other.Y1);
        if (width <= 0 || height <= 0)
            return 0;
        var both = width * height;
        return both / ((Width * Height) + (other.Width * other.Height) - both);
    }
}
