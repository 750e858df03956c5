namespace Detection.Imaging;

/// <summary>How a picture is fitted into a model's input without changing its shape, and the way back for boxes.</summary>
/// <remarks>
/// Ultralytics' convention: scale by the smaller of both ratios, round the scaled size half to even, split the
/// rest evenly and round the left and top part of it after subtracting 0.1.
/// </remarks>
public readonly record struct LetterboxTransform
{
    /// <summary>Pixels of the upright picture.</summary>
    public required int SourceWidth { get; init; }

    /// <inheritdoc cref="SourceWidth"/>
    public required int SourceHeight { get; init; }

    /// <summary>Tensor pixels per picture pixel, the same both ways; above 0.</summary>
    public required double Scale { get; init; }

    /// <summary>Size of the scaled picture within the tensor, at least 1.</summary>
    public required int ResizedWidth { get; init; }

    /// <inheritdoc cref="ResizedWidth"/>
    public required int ResizedHeight { get; init; }

    /// <summary>Tensor columns before the picture.</summary>
    public required int PadLeft { get; init; }

    /// <summary>Tensor rows before the picture.</summary>
    public required int PadTop { get; init; }

    /// <summary>Width of the tensor.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the tensor.</summary>
    public required int Height { get; init; }

    /// <summary>Number of floats in the tensor: three planes.</summary>
    public int TensorLength => checked(3 * Width * Height);

    /// <summary>Fits a picture into a model's input.</summary>
    /// <param name="sourceWidth">Pixels of the upright picture, at least 1.</param>
    /// <param name="sourceHeight">Pixels of the upright picture, at least 1.</param>
    /// <param name="maxWidth">Width of the model's input, a multiple of <paramref name="stride"/>.</param>
    /// <param name="maxHeight">Height of the model's input, a multiple of <paramref name="stride"/>.</param>
    /// <param name="stride">The model's largest stride, 32 for YOLOv8.</param>
    /// <param name="rectangular">
    /// True: the tensor is the smallest multiple of the stride that holds the scaled picture. False: always the whole input.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive or not a multiple of the stride.</exception>
    public static LetterboxTransform Fit(int sourceWidth, int sourceHeight, int maxWidth, int maxHeight, int stride, bool rectangular)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sourceWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sourceHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxWidth % stride, 0, nameof(maxWidth));
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxHeight % stride, 0, nameof(maxHeight));

        var (scale, resizedWidth, resizedHeight) = ScaleInto(sourceWidth, sourceHeight, maxWidth, maxHeight);
        var width = rectangular ? RoundUp(resizedWidth, stride) : maxWidth;
        var height = rectangular ? RoundUp(resizedHeight, stride) : maxHeight;
        return new LetterboxTransform
        {
            SourceWidth = sourceWidth,
            SourceHeight = sourceHeight,
            Scale = scale,
            ResizedWidth = resizedWidth,
            ResizedHeight = resizedHeight,
            PadLeft = PadBefore(width - resizedWidth),
            PadTop = PadBefore(height - resizedHeight),
            Width = width,
            Height = height,
        };
    }

    /// <summary>Maps a box from tensor pixels to pixels of the upright picture and clips it to the picture.</summary>
    /// <param name="left">Left edge in the tensor.</param>
    /// <param name="top">Top edge in the tensor.</param>
    /// <param name="right">Right edge in the tensor.</param>
    /// <param name="bottom">Bottom edge in the tensor.</param>
    /// <returns>Top left corner and size; the size is 0 where the box lies outside the picture. Never NaN.</returns>
    public (float X, float Y, float Width, float Height) ToSource(float left, float top, float right, float bottom)
    {
        var x = Clip((left - PadLeft) / Scale, SourceWidth);
        var y = Clip((top - PadTop) / Scale, SourceHeight);
        var width = Math.Max(0f, Clip((right - PadLeft) / Scale, SourceWidth) - x);
        var height = Math.Max(0f, Clip((bottom - PadTop) / Scale, SourceHeight) - y);
        return (x, y, width, height);
    }

    /// <summary>The scale of a picture in an input, and its size there.</summary>
    internal static (double Scale, int Width, int Height) ScaleInto(int sourceWidth, int sourceHeight, int maxWidth, int maxHeight)
    {
        var scale = Math.Min((double)maxHeight / sourceHeight, (double)maxWidth / sourceWidth);
        return (scale, Resized(sourceWidth, scale, maxWidth), Resized(sourceHeight, scale, maxHeight));
    }

    // A strip of 65,500 x 1 scales to a height of 0, which OpenCV does not survive: one row remains.
    private static int Resized(int side, double scale, int max) => Math.Clamp((int)Math.Round(side * scale), 1, max);

    private static int RoundUp(int side, int stride) => (side + stride - 1) / stride * stride;

    private static int PadBefore(int pad) => (int)Math.Round(pad / 2.0 - 0.1);

    // Not Math.Clamp, which hands a NaN on.
    private static float Clip(double value, int max) => value > 0 ? (float)Math.Min(value, max) : 0f;
}
