using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Writes pictures as JPEG. Safe for concurrent use on different pictures.</summary>
public static class JpegEncoder
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="image">The picture; unchanged.</param>
    /// <param name="quality">1 to 100, as libjpeg understands it.</param>
    /// <returns>A whole JPEG file.</returns>
    public static byte[] Encode(DecodedImage image, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return CvInvoke.Imencode(".jpg", image.Pixels, KeyValuePair.Create(ImwriteFlags.JpegQuality, quality));
    }
}
