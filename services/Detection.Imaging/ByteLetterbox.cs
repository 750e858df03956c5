using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>
/// Fills a byte input with a picture, for models that scale and transpose in their own graph. Safe for concurrent use on
/// different pictures.
/// </summary>
public static class ByteLetterbox
{
    /// <summary>Scales the picture straight into its place, and greys what is around.</summary>
    /// <param name="image">The picture that <paramref name="transform"/> was made for; unchanged.</param>
    /// <param name="transform">Where the picture goes.</param>
    /// <param name="bgr">
    /// Receives <see cref="LetterboxTransform.TensorLength"/> bytes: rows of blue, green and red, 0 to 255; the very values
    /// that <see cref="Letterbox.Write"/> divides by 255.
    /// </param>
    /// <exception cref="ArgumentException">The transform is another picture's, or the span has another length.</exception>
    public static unsafe void Write(DecodedImage image, in LetterboxTransform transform, Span<byte> bgr)
    {
        LetterboxTensor.Check(image, transform, bgr.Length, "bytes", nameof(bgr));
        LetterboxTensor.Pad(bgr, transform, valuesPerPixel: 3, LetterboxTensor.Grey);
        var (width, height, step) = (transform.ResizedWidth, transform.ResizedHeight, 3 * transform.Width);
        fixed (byte* tensor = bgr)
        {
            // A matrix over the picture's region of the tensor. Of the right size and type already, it is not allocated anew.
            var corner = tensor + ((long)transform.PadTop * step) + (3 * transform.PadLeft);
            using var region = new Mat(height, width, DepthType.Cv8U, 3, (IntPtr)corner, step);
            if (image.Pixels.Width == width && image.Pixels.Height == height)
                image.Pixels.CopyTo(region);
            else
                CvInvoke.Resize(image.Pixels, region, new Size(width, height), interpolation: Inter.Linear);
        }
    }
}
