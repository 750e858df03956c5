using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>An upright picture in memory: rows of blue, green and red bytes. Dispose it; the pixels are not the garbage collector's.</summary>
public sealed class DecodedImage : IDisposable
{
    private readonly Mat _pixels;
    private bool _disposed;

    /// <param name="pixels">A continuous matrix of three 8-bit channels, not empty; owned from here on.</param>
    internal DecodedImage(Mat pixels)
    {
        _pixels = pixels;
        Width = pixels.Width;
        Height = pixels.Height;
    }

    /// <summary>In pixels, at least 1.</summary>
    public int Width { get; }

    /// <summary>In pixels, at least 1.</summary>
    public int Height { get; }

    /// <summary>The pixels, for as long as the picture lives.</summary>
    /// <exception cref="ObjectDisposedException">The picture was disposed.</exception>
    internal Mat Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _pixels;
        }
    }

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
