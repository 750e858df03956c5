using System.Drawing;

namespace Detection.Imaging;

/// <summary>A word as it stands on a plate of its own: how much of each pixel the ink covers.</summary>
/// <param name="size">Of the plate in pixels.</param>
/// <param name="coverage">Row by row, 0 (none) to 255 (all).</param>
internal sealed class LabelMask(Size size, byte[] coverage)
{
    public Size Size { get; } = size;

    /// <summary>Bytes of memory.</summary>
    public int Length => coverage.Length;

    public ReadOnlySpan<byte> Row(int y) => coverage.AsSpan(y * Size.Width, Size.Width);
}
