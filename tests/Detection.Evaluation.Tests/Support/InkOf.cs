using System.Runtime.InteropServices;
using Detection.Evaluation.Accuracy;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Evaluation.Tests.Support;

/// <summary>Measures pictures of black on white.</summary>
internal static class InkOf
{
    // Covered by a fifth: the last pixel of a sharp tip is hardly more.
    private const int Dark = 204;

    /// <summary>The smallest box around the pixels that are not white.</summary>
    public static Box Png(byte[] encoded)
    {
        using var pixels = new Mat();
        CvInvoke.Imdecode(encoded, ImreadModes.Grayscale, pixels);
        var grey = new byte[pixels.Width * pixels.Height];
        Marshal.Copy(pixels.DataPointer, grey, 0, grey.Length);

        int x1 = int.MaxValue, y1 = int.MaxValue, x2 = -1, y2 = -1;
        for (var i = 0; i < grey.Length; i++)
        {
            if (grey[i] >= Dark)
                continue;
            var (x, y) = (i % pixels.Width, i / pixels.Width);
            (x1, y1, x2, y2) = (Math.Min(x1, x), Math.Min(y1, y), Math.Max(x2, x), Math.Max(y2, y));
        }

        return new Box(x1, y1, x2 + 1, y2 + 1);
    }
}
