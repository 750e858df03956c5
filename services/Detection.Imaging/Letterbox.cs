using System.Buffers;
using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Fills a model's input tensor with a picture. Safe for concurrent use on different pictures.</summary>
public static class Letterbox
{
    /// <summary>The grey around the picture, 0 to 1.</summary>
    private const float Grey = LetterboxTensor.Grey / 255f;

    /// <summary>Scales the picture and writes it, padded, as three planes.</summary>
    /// <param name="image">The picture that <paramref name="transform"/> was made for; unchanged.</param>
    /// <param name="transform">Where the picture goes.</param>
    /// <param name="chw">
    /// Receives the tensor, <see cref="LetterboxTransform.TensorLength"/> floats: the red, the green and the blue plane,
    /// row by row, each 0 to 1.
    /// </param>
    /// <exception cref="ArgumentException">The transform is another picture's, or the span has another length.</exception>
    public static unsafe void Write(DecodedImage image, in LetterboxTransform transform, Span<float> chw)
    {
        LetterboxTensor.Check(image, transform, chw.Length, "floats", nameof(chw));

        var pixels = image.Pixels;
        if (transform.ResizedWidth == pixels.Width && transform.ResizedHeight == pixels.Height)
        {
            Fill(new ReadOnlySpan<byte>((void*)pixels.DataPointer, 3 * transform.ResizedWidth * transform.ResizedHeight), transform, chw);
            return;
        }

        var length = 3 * transform.ResizedWidth * transform.ResizedHeight;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            fixed (byte* pointer = buffer)
            {
                using var resized = new Mat(
                    transform.ResizedHeight, transform.ResizedWidth, DepthType.Cv8U, 3, (IntPtr)pointer, 3 * transform.ResizedWidth);
                CvInvoke.Resize(pixels, resized, new Size(transform.ResizedWidth, transform.ResizedHeight), interpolation: Inter.Linear);
                Fill(buffer.AsSpan(0, length), transform, chw);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Fill(ReadOnlySpan<byte> bgr, in LetterboxTransform transform, Span<float> chw)
    {
        var plane = transform.Width * transform.Height;
        var red = chw[..plane];
        var green = chw.Slice(plane, plane);
        var blue = chw.Slice(2 * plane, plane);

        LetterboxTensor.Pad(red, transform, valuesPerPixel: 1, Grey);
        LetterboxTensor.Pad(green, transform, valuesPerPixel: 1, Grey);
        LetterboxTensor.Pad(blue, transform, valuesPerPixel: 1, Grey);
        for (var row = 0; row < transform.ResizedHeight; row++)
        {
            var source = bgr.Slice(3 * row * transform.ResizedWidth, 3 * transform.ResizedWidth);
            var target = (transform.PadTop + row) * transform.Width + transform.PadLeft;
            Planes.Split(
                source,
                red.Slice(target, transform.ResizedWidth),
                green.Slice(target, transform.ResizedWidth),
                blue.Slice(target, transform.ResizedWidth));
        }
    }
}
