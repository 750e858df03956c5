using Emgu.CV;
using Emgu.CV.CvEnum;
using Emgu.CV.Util;

namespace Detection.Imaging;

/// <summary>Writes pictures as JPEG. Safe for concurrent use on different pictures.</summary>
public static class JpegEncoder
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="image">The picture; unchanged.</param>
    /// <param name="quality">1 to 100, as libjpeg understands it.</param>
    /// <returns>A whole JPEG file, the caller's to dispose.</returns>
    /// <exception cref="InvalidOperationException">The picture was decoded at a reduced scale.</exception>
    public static EncodedImage Encode(DecodedImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using var encoded = new VectorOfByte();
        if (!CvInvoke.Imencode(".jpg", image.WholePixels, encoded, KeyValuePair.Create(ImwriteFlags.JpegQuality, quality)))
            throw new InvalidOperationException("OpenCV did not encode the picture.");
        return EncodedImage.CopyOf(Bytes(encoded));
    }

    private static unsafe ReadOnlySpan<byte> Bytes(VectorOfByte encoded) => new((void*)encoded.StartAddress, encoded.Size);
}
