using Detection.Imaging;

namespace Detection.Inference.Tests.Support;

/// <summary>A shape of one of the page's samples, where its SVG says it is.</summary>
/// <param name="Label">The class.</param>
/// <param name="X">Left edge of its ink in pixels, stroke included.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Hard">Whether the shipped model may overlook it, or outline it badly.</param>
/// <param name="Also">What the shipped model may take it for, besides what it is.</param>
internal sealed record DrawnShape(string Label, float X, float Y, float Width, float Height, bool Hard = false, string? Also = null)
{
    /// <summary>IoU with a box that was found, 0 to 1.</summary>
    public float Overlap(FoundObject found)
    {
        var width = Math.Min(X + Width, found.X + found.Width) - Math.Max(X, found.X);
        var height = Math.Min(Y + Height, found.Y + found.Height) - Math.Max(Y, found.Y);
        var shared = Math.Max(0, width) * Math.Max(0, height);
        return shared / ((Width * Height) + (found.Width * found.Height) - shared);
    }
}
