using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>An upright picture in memory: rows of blue, green and red bytes. Dispose it; the pixels are not the garbage collector's.</summary>
/// <remarks>
/// One decoded for a <see cref="DecodeTarget"/> may hold fewer pixels than the picture has. All sizes and boxes are the
/// whole picture's all the same; only drawing on it and encoding it are refused.
/// </remarks>
public sealed class DecodedImage : IDisposable
{
    private readonly Mat _pixels;
    private bool _disposed;

    /// <param name="pixels">A continuous matrix of three 8-bit channels, not empty; owned from here on.</param>
    internal DecodedImage(Mat pixels)
        : this(pixels, pixels.Width, pixels.Height)
    {
    }

    /// <param name="pixels">A continuous matrix of three 8-bit channels, not empty; owned from here on.</param>
    /// <param name="width">Of the whole picture; at least the matrix's.</param>
    /// <param name="height">Of the whole picture; at least the matrix's.</param>
    internal DecodedImage(Mat pixels, int width, int height)
    {
        _pixels = pixels;
        Width = width;
        Height = height;
        IsReduced = (pixels.Width, pixels.Height) != (width, height);
    }

    /// <summary>Of the whole picture in pixels, at least 1.</summary>
    public int Width { get; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; }

    /// <summary>Whether fewer pixels are here than the picture has: enough for the input it was decoded for.</summary>
    public bool IsReduced { get; }

    /// <summary>The pixels, for as long as the picture lives; fewer than the picture's where it <see cref="IsReduced"/>.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    internal Mat Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pixels;
        }
    }

    /// <summary>All pixels of the picture, for as long as it lives.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    /// <exception cref="InvalidOperationException">They are not all here: the picture <see cref="IsReduced"/>.</exception>
    internal Mat WholePixels => IsReduced
        ? throw new InvalidOperationException("The picture was decoded for a model's input only; decode it whole to draw on it.")
        : Pixels;

    /// <summary>A picture from pixels drawn in code.</summary>
    /// <param name="width">In pixels, 1 to <see cref="ImageLimits.LongestSide"/>.</param>
    /// <param name="height">In pixels, 1 to <see cref="ImageLimits.LongestSide"/>.</param>
    /// <param name="bgr">Rows of blue, green and red bytes, without padding.</param>
    /// <exception cref="ArgumentException">The sizes are out of range, or the bytes are not as many as they ask for.</exception>
    public static unsafe DecodedImage FromBgr(int width, int height, ReadOnlySpan<byte> bgr)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ImageLimits.LongestSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, ImageLimits.LongestSide);
        if (bgr.Length != 3L * width * height)
            throw new ArgumentException($"{width} x {height} pixels are {3L * width * height} bytes, not {bgr.Length}.", nameof(bgr));

        OpenCv.EnsureInitialized();
        var pixels = new Mat(height, width, DepthType.Cv8U, 3);
        bgr.CopyTo(new Span<byte>((void*)pixels.DataPointer, bgr.Length));
        return new DecodedImage(pixels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _pixels.Dispose();
    }
}
