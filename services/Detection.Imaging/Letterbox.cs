using System.Buffers;
using System.Drawing;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Fills a model's input tensor with a picture. Safe for concurrent use on different pictures.</summary>
public static class Letterbox
{
    /// <summary>The grey around the picture, as the model saw it in training.</summary>
    private const float Grey = 114 / 255f;

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
        if (transform.SourceWidth != image.Width || transform.SourceHeight != image.Height)
            throw new ArgumentException($"The transform is for {transform.SourceWidth} x {transform.SourceHeight} pixels, the picture has {image.Width} x {image.Height}.", nameof(transform));
        if (chw.Length != transform.TensorLength)
            throw new ArgumentException($"The tensor is {transform.TensorLength} floats, the span {chw.Length}.", nameof(chw));

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

        PadRows(red, transform);
        PadRows(green, transform);
        PadRows(blue, transform);
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

    /// <summary>Greys what lies around the picture, and nothing else: memory bandwidth is what letterboxing costs.</summary>
    private static void PadRows(Span<float> plane, in LetterboxTransform transform)
    {
        var end = transform.PadTop + transform.ResizedHeight;
        plane[..(transform.PadTop * transform.Width)].Fill(Grey);
        plane[(end * transform.Width)..].Fill(Grey);
        if (transform.ResizedWidth == transform.Width)
            return;
        for (var row = transform.PadTop; row < end; row++)
        {
            var line = plane.Slice(row * transform.Width, transform.Width);
            line[..transform.PadLeft].Fill(Grey);
            line[(transform.PadLeft + transform.ResizedWidth)..].Fill(Grey);
        }
    }
}
