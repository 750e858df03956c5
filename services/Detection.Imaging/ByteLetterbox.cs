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
    private const byte Grey = 114;

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
        ArgumentNullException.ThrowIfNull(image);
        if (transform.SourceWidth != image.Width || transform.SourceHeight != image.Height)
            throw new ArgumentException($"The transform is for {transform.SourceWidth} x {transform.SourceHeight} pixels, the picture has {image.Width} x {image.Height}.", nameof(transform));
        if (bgr.Length != transform.TensorLength)
            throw new ArgumentException($"The tensor is {transform.TensorLength} bytes, the span {bgr.Length}.", nameof(bgr));

        Pad(bgr, transform);
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

    /// <summary>Greys what lies around the picture, and nothing else.</summary>
    private static void Pad(Span<byte> bgr, in LetterboxTransform transform)
    {
        var step = 3 * transform.Width;
        var end = transform.PadTop + transform.ResizedHeight;
        bgr[..(transform.PadTop * step)].Fill(Grey);
        bgr[(end * step)..].Fill(Grey);
        if (transform.ResizedWidth == transform.Width)
            return;
        for (var row = transform.PadTop; row < end; row++)
        {
            var line = bgr.Slice(row * step, step);
            line[..(3 * transform.PadLeft)].Fill(Grey);
            line[(3 * (transform.PadLeft + transform.ResizedWidth))..].Fill(Grey);
        }
    }
}
