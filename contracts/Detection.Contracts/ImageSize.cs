namespace Detection.Contracts;

/// <summary>Size of a picture in pixels, upright (EXIF orientation applied).</summary>
public sealed record ImageSize
{
    public int Width { get; init; }

    public int Height { get; init; }
}
