using System.Runtime.InteropServices;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Brings a stored picture upright.</summary>
internal static class Turn
{
    /// <summary>Applies an orientation.</summary>
    /// <param name="pixels">Continuous, three 8-bit channels, not empty; changed where the orientation mirrors.</param>
    /// <param name="orientation">Any but <see cref="ExifOrientation.Upright"/>.</param>
    /// <returns>A matrix of its own, or <paramref name="pixels"/> where mirroring in place is all there is to do.</returns>
    public static Mat Upright(Mat pixels, ExifOrientation orientation)
    {
        if (orientation is ExifOrientation.Mirror or ExifOrientation.MirrorAndRotate180
            or ExifOrientation.MirrorAndRotate270 or ExifOrientation.MirrorAndRotate90)
            Mirror(pixels);

        RotateFlags? rotation = orientation switch
        {
            ExifOrientation.Rotate90 or ExifOrientation.MirrorAndRotate90 => RotateFlags.Rotate90Clockwise,
            ExifOrientation.Rotate180 or ExifOrientation.MirrorAndRotate180 => RotateFlags.Rotate180,
            ExifOrientation.Rotate270 or ExifOrientation.MirrorAndRotate270 => RotateFlags.Rotate90CounterClockwise,
            _ => null,
        };
        if (rotation is not { } flags)
            return pixels;

        var upright = new Mat();
        CvInvoke.Rotate(pixels, upright, flags);
        return upright;
    }

    private static unsafe void Mirror(Mat pixels)
    {
        for (var row = 0; row < pixels.Rows; row++)
            new Span<Pixel>((byte*)pixels.DataPointer + (long)row * pixels.Step, pixels.Cols).Reverse();
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly struct Pixel
    {
        private readonly byte _blue;
        private readonly byte _green;
        private readonly byte _red;
    }
}
