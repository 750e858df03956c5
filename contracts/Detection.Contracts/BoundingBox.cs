namespace Detection.Contracts;

/// <summary>A box in pixels of the upright picture: the top left corner and the size, inside the picture.</summary>
public sealed record BoundingBox
{
    public double X { get; init; }

    public double Y { get; init; }

    public double Width { get; init; }

    public double Height { get; init; }
}
