namespace Detection.Imaging;

/// <summary>What filling a tensor takes whatever it is made of: its size checked, and grey around the picture.</summary>
internal static class LetterboxTensor
{
    /// <summary>The grey around the picture, 0 to 255, as the model saw it in training.</summary>
    public const byte Grey = 114;

    /// <summary>Refuses what does not belong together.</summary>
    /// <param name="image">The picture that is to be written.</param>
    /// <param name="transform">Where it is to go.</param>
    /// <param name="length">Of the span for the tensor, in values.</param>
    /// <param name="unit">What a value is, in the plural, for the message.</param>
    /// <param name="span">The caller's name of the span.</param>
    /// <exception cref="ArgumentException">The transform is another picture's, or the span has another length.</exception>
    public static void Check(DecodedImage image, in LetterboxTransform transform, int length, string unit, string span)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (transform.SourceWidth != image.Width || transform.SourceHeight != image.Height)
            throw new ArgumentException($"The transform is for {transform.SourceWidth} x {transform.SourceHeight} pixels, the picture has {image.Width} x {image.Height}.", nameof(transform));
        if (length != transform.TensorLength)
            throw new ArgumentException($"The tensor is {transform.TensorLength} {unit}, the span {length}.", span);
    }

    /// <summary>Greys what lies around the picture, and nothing else: memory bandwidth is what letterboxing costs.</summary>
    /// <param name="rows">The tensor's rows from the first to the last, or those of one of its planes.</param>
    /// <param name="transform">Where the picture goes.</param>
    /// <param name="valuesPerPixel">1 in a plane, 3 where a pixel's channels lie side by side.</param>
    /// <param name="grey">The value of a grey pixel in each channel.</param>
    /// <typeparam name="T">A value type, for each of which the loop is compiled on its own.</typeparam>
    public static void Pad<T>(Span<T> rows, in LetterboxTransform transform, int valuesPerPixel, T grey)
        where T : struct
    {
        var step = valuesPerPixel * transform.Width;
        var end = transform.PadTop + transform.ResizedHeight;
        rows[..(transform.PadTop * step)].Fill(grey);
        rows[(end * step)..].Fill(grey);
        if (transform.ResizedWidth == transform.Width)
            return;
        var (left, right) = (valuesPerPixel * transform.PadLeft, valuesPerPixel * (transform.PadLeft + transform.ResizedWidth));
        for (var row = transform.PadTop; row < end; row++)
        {
            var line = rows.Slice(row * step, step);
            line[..left].Fill(grey);
            line[right..].Fill(grey);
        }
    }
}
