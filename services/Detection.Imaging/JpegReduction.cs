using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>
/// How far a JPEG may be scaled down while it is decoded. Its blocks of 8 x 8 pixels are then transformed back to 2 x 2
/// or one (libjpeg's <c>scale_denom</c>): the average of the pixels, for a part of the work and memory.
/// </summary>
internal static class JpegReduction
{
    private const int Largest = 8;

    /// <summary>Halving saves a third of the time at most, and a picture to be drawn upon is decoded once more, whole.</summary>
    private const int Smallest = 4;

    /// <summary>The largest of 8, 4 and 1 that leaves both sides at least as long as they are in the model's input.</summary>
    /// <param name="width">Pixels as stored.</param>
    /// <param name="height">Pixels as stored.</param>
    /// <param name="target">The input; each side at least 1.</param>
    public static int For(int width, int height, DecodeTarget target)
    {
        // What turns the picture is only known to the decoder: both ways must be large enough.
        var by = Largest;
        while (by >= Smallest && !(IsEnough(width, height, by, target) && IsEnough(height, width, by, target) && ShowsTurn(width, height, by)))
            by /= 2;
        return by >= Smallest ? by : 1;
    }

    /// <summary>A side after the reduction: libjpeg rounds up.</summary>
    public static int Of(int side, int by) => (side + by - 1) / by;

    /// <summary>What makes OpenCV decode so.</summary>
    public static ImreadModes Mode(int by) => by switch
    {
        8 => ImreadModes.ReducedColor8,
        4 => ImreadModes.ReducedColor4,
        _ => ImreadModes.ColorBgr,
    };

    private static bool IsEnough(int width, int height, int by, DecodeTarget target)
    {
        var (_, resizedWidth, resizedHeight) = LetterboxTransform.ScaleInto(width, height, target.Width, target.Height);
        return Of(width, by) >= resizedWidth && Of(height, by) >= resizedHeight;
    }

    // 4000 x 3999 pixels become 1000 x 1000 whichever way they are turned, and the size of the upright picture is lost.
    private static bool ShowsTurn(int width, int height, int by) => width == height || Of(width, by) != Of(height, by);
}
