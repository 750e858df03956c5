using System.Drawing;
using Emgu.CV;

namespace Detection.Imaging;

/// <summary>The pixels of a picture to draw on, row by row. What lies outside the picture throws.</summary>
/// <param name="pixels">Three 8-bit channels; outlives the canvas.</param>
internal readonly unsafe ref struct Canvas(Mat pixels)
{
    private readonly byte* _data = (byte*)pixels.DataPointer;
    private readonly int _step = pixels.Step;
    private readonly int _width = pixels.Width;
    private readonly int _height = pixels.Height;

    /// <summary>Paints a rectangle.</summary>
    public void Fill(Rectangle area, Colour colour)
    {
        if (area.IsEmpty)
            return;
        var first = Row(area.Y, area.X, area.Width);
        for (var i = 0; i < first.Length; i += 3)
            (first[i], first[i + 1], first[i + 2]) = (colour.Blue, colour.Green, colour.Red);
        for (var y = area.Y + 1; y < area.Bottom; y++)
            first.CopyTo(Row(y, area.X, area.Width));
    }

    /// <summary>Lays ink over the picture as densely as a mask says.</summary>
    /// <param name="mask">What to draw.</param>
    /// <param name="corner">Where its top left corner goes.</param>
    /// <param name="ink">Its colour.</param>
    public void Blend(LabelMask mask, Point corner, Colour ink)
    {
        for (var row = 0; row < mask.Size.Height; row++)
        {
            var covered = mask.Row(row);
            var target = Row(corner.Y + row, corner.X, mask.Size.Width);
            for (var x = 0; x < covered.Length; x++)
            {
                if (covered[x] == 0)
                    continue;
                var pixel = target.Slice(3 * x, 3);
                pixel[0] = Mix(pixel[0], ink.Blue, covered[x]);
                pixel[1] = Mix(pixel[1], ink.Green, covered[x]);
                pixel[2] = Mix(pixel[2], ink.Red, covered[x]);
            }
        }
    }

    private static byte Mix(byte below, byte above, byte share) => (byte)((below * (255 - share) + above * share + 127) / 255);

    private Span<byte> Row(int y, int x, int width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)_height);
        return new Span<byte>(_data + (long)y * _step, 3 * _width).Slice(3 * x, 3 * width);
    }
}
