using System.Drawing;
using Emgu.CV.CvEnum;
using Emgu.CV.Interop;
using Emgu.CV.Structure;

namespace Emgu.CV;

public static unsafe partial class CvInvoke
{
    /// <summary>
    /// Draws a rectangle that includes its right column (<c>X + Width</c>) and its bottom row (<c>Y + Height</c>): one pixel more
    /// than the size of <paramref name="rect"/>. A negative <paramref name="thickness"/> fills it. Pixels outside the picture are clipped.
    /// </summary>
    public static void Rectangle(
        IInputOutputArray img, Rectangle rect, MCvScalar color, int thickness = 1, LineType lineType = LineType.EightConnected, int shift = 0)
    {
        using var image = img.GetInputOutputArray();
        NativeMethods.Rectangle(image.Reference, rect.X, rect.Y, rect.Right, rect.Bottom, &color, thickness, (int)lineType, shift);
        GC.KeepAlive(image);
    }

    /// <summary>Draws text from its bottom left corner. Anything but ASCII comes out as question marks.</summary>
    public static void PutText(
        IInputOutputArray img, string text, Point org, FontFace fontFace, double fontScale, MCvScalar color, int thickness = 1,
        LineType lineType = LineType.EightConnected, bool bottomLeftOrigin = false)
    {
        using var image = img.GetInputOutputArray();
        NativeMethods.PutText(
            image.Reference, text, org.X, org.Y, (int)fontFace, fontScale, &color, thickness, (int)lineType, bottomLeftOrigin ? 1 : 0);
        GC.KeepAlive(image);
    }

    /// <summary>The pixels that <see cref="PutText"/> will cover.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fontFace">The font.</param>
    /// <param name="fontScale">The factor on the font's own size.</param>
    /// <param name="thickness">The line's width in pixels.</param>
    /// <param name="baseLine">Receives how far letters reach below the line, in pixels.</param>
    public static Size GetTextSize(string text, FontFace fontFace, double fontScale, int thickness, ref int baseLine)
    {
        int width, height;
        fixed (int* below = &baseLine)
            NativeMethods.GetTextSize(text, (int)fontFace, fontScale, thickness, &width, &height, below);
        return new Size(width, height);
    }
}
