using System.Buffers;
using Emgu.CV;
using Emgu.CV.CvEnum;

namespace Detection.Imaging;

/// <summary>Turns JPEG, PNG and WebP bytes into an upright picture. Safe for concurrent use.</summary>
public sealed class ImageDecoder
{
    // Encoders write about ten; libjpeg makes a pass over all the pixels for each.
    private const int MaxScans = 100;

    private readonly ImageLimits _limits;

    public ImageDecoder(ImageLimits limits)
    {
        OpenCv.EnsureInitialized();
        _limits = limits;
    }

    /// <summary>Decodes a whole picture; EXIF orientation applied, transparency laid over white, grey and CMYK made colour, 16 bits made 8 (<see cref="Flatten"/>). Colour profiles are not applied.</summary>
    /// <param name="encoded">All bytes of the picture.</param>
    /// <param name="target">
    /// Given for what a model is to see: a large JPEG then decodes at a quarter or an
    /// eighth of its size, never smaller than it is in that input. Null to have all the pixels, for drawing on them.
    /// </param>
    /// <returns>The picture, the caller's to dispose. A JPEG that breaks off after its header decodes with a grey remainder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side of the target is below 1.</exception>
    /// <exception cref="ImageRejectedException">The picture is empty, unsupported, corrupt or too large.</exception>
    /// <remarks>
    /// OpenCV ends the process on much that it dislikes. Nothing reaches it here that is empty, of another format,
    /// animated, or beyond the limits; the rest of its decoders' errors end in an empty result. For that each picture gets
    /// a matrix of its own: one that is used again would keep the last picture where the next does not decode.
    /// </remarks>
    public DecodedImage Decode(ReadOnlyMemory<byte> encoded, DecodeTarget? target = null)
    {
        if (target is { Width: < 1 } or { Height: < 1 })
            throw new ArgumentOutOfRangeException(nameof(target), target, "Both sides must be at least 1.");
        var header = ImageHeaderReader.Read(encoded.Span, complete: true).GetHeader();
        _limits.Check(header);
        return header.Format switch
        {
            ImageFormat.Jpeg => DecodeJpeg(encoded, header, target),
            ImageFormat.WebP => DecodeWebP(encoded, header),
            _ => DecodePng(encoded, header),
        };
    }

    private static DecodedImage DecodeJpeg(ReadOnlyMemory<byte> encoded, ImageHeader header, DecodeTarget? target)
    {
        if (JpegHeader.CountScans(encoded.Span, MaxScans + 1, out var ends) > MaxScans)
            throw new ImageRejectedException(ImageProblem.Unsupported, $"The JPEG has more than {MaxScans} scans; save it as a usual one.");

        var by = target is { } input ? JpegReduction.For(header.Width, header.Height, input) : 1;
        var reduced = header with { Width = JpegReduction.Of(header.Width, by), Height = JpegReduction.Of(header.Height, by) };
        var pixels = ends ? Decode(encoded, reduced, JpegReduction.Mode(by)) : DecodeBrokenOff(encoded, reduced, JpegReduction.Mode(by));
        return IsAsStored(pixels, reduced)
            ? new DecodedImage(pixels, header.Width, header.Height)
            : new DecodedImage(pixels, header.Height, header.Width);
    }

    /// <summary>Ends a JPEG that breaks off, so that libjpeg fills what is missing with grey.</summary>
    /// <remarks>
    /// Without an end it waits for more bytes, which OpenCV 4.6 does not notice: the rows that are missing then hold whatever
    /// was in that memory before, which is nobody's to see.
    /// </remarks>
    private static Mat DecodeBrokenOff(ReadOnlyMemory<byte> encoded, ImageHeader expected, ImreadModes mode)
    {
        var ended = ArrayPool<byte>.Shared.Rent(encoded.Length + JpegHeader.Ending.Length);
        try
        {
            encoded.Span.CopyTo(ended);
            JpegHeader.Ending.CopyTo(ended.AsSpan(encoded.Length));
            return Decode(ended.AsMemory(0, encoded.Length + JpegHeader.Ending.Length), expected, mode);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ended);
        }
    }

    private static DecodedImage DecodePng(ReadOnlyMemory<byte> encoded, ImageHeader header)
    {
        var png = PngChunks.Of(encoded.Span);
        PngInflation.Verify(encoded, png);
        // Alpha comes only with everything as it is stored, and then the orientation is not honoured.
        var isStored = png.HasAlpha || (png.ColourType == 3 && !png.Transparency.IsEmpty);
        var mode = isStored ? ImreadModes.Unchanged : png.Depth == 16 ? ImreadModes.ColorBgr | ImreadModes.AnyDepth : ImreadModes.ColorBgr;
        if (!png.HasPackedExtras)
            return Finish(encoded, png);

        // Texts of a few bytes unpack to megabytes each, and nobody reads them.
        var lean = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            return Finish(lean.AsMemory(0, png.CopyWithoutExtras(lean)), png);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lean);
        }

        DecodedImage Finish(ReadOnlyMemory<byte> bytes, in PngChunks chunks)
        {
            var flat = Flattened(Decode(bytes, header, mode), Flatten.KeyOf(chunks));
            return new DecodedImage(isStored ? Upright(flat, chunks.Orientation) : flat);
        }
    }

    private static DecodedImage DecodeWebP(ReadOnlyMemory<byte> encoded, ImageHeader header)
    {
        // OpenCV honours the tag in JPEG and PNG; in WebP some versions do and some do not, so it is told not to.
        var mode = WebPHeader.HasAlpha(encoded.Span) ? ImreadModes.Unchanged : ImreadModes.ColorBgr | ImreadModes.IgnoreOrientation;
        return new DecodedImage(Upright(Flattened(Decode(encoded, header, mode)), WebPOrientation.Read(encoded.Span)));
    }

    /// <summary>Three channels of 8 bits; disposes what is not that.</summary>
    private static Mat Flattened(Mat pixels, (int Blue, int Green, int Red)? key = null) =>
        Replaced(pixels, Flatten.ToBgr(pixels, key));

    /// <summary>Turned upright; disposes what is not.</summary>
    private static Mat Upright(Mat pixels, ExifOrientation orientation) =>
        orientation == ExifOrientation.Upright ? pixels : Replaced(pixels, Turn.Upright(pixels, orientation));

    private static Mat Replaced(Mat pixels, Mat others)
    {
        if (!ReferenceEquals(others, pixels))
            pixels.Dispose();
        return others;
    }

    /// <param name="encoded">The whole picture.</param>
    /// <param name="expected">Its header, with the size that the mode leads to.</param>
    /// <param name="mode">What is asked of OpenCV.</param>
    private static unsafe Mat Decode(ReadOnlyMemory<byte> encoded, ImageHeader expected, ImreadModes mode)
    {
        var pixels = new Mat();
        try
        {
            using (var pin = encoded.Pin())
            using (var bytes = new Mat(1, encoded.Length, DepthType.Cv8U, 1, (IntPtr)pin.Pointer, encoded.Length))
                CvInvoke.Imdecode(bytes, mode, pixels);
            Verify(pixels, expected, mode);
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>Trusts the decoder no further than the header that was checked.</summary>
    private static void Verify(Mat pixels, ImageHeader expected, ImreadModes mode)
    {
        if (pixels.IsEmpty)
            throw new ImageRejectedException(ImageProblem.Corrupt, $"The {expected.Format.DisplayName()} is damaged or incomplete.");

        var isTurned = pixels.Width == expected.Height && pixels.Height == expected.Width;
        if (!(IsAsStored(pixels, expected) || isTurned))
            throw new ImageRejectedException(ImageProblem.Corrupt, $"The {expected.Format.DisplayName()} contradicts its own header.");
        var isAsked = mode == ImreadModes.Unchanged
            ? pixels.Depth is DepthType.Cv8U or DepthType.Cv16U && pixels.NumberOfChannels is 3 or 4
            : pixels.NumberOfChannels == 3 && (pixels.Depth == DepthType.Cv8U || (pixels.Depth == DepthType.Cv16U && mode.HasFlag(ImreadModes.AnyDepth)));
        if (!isAsked || !pixels.IsContinuous)
            throw new InvalidOperationException($"OpenCV decoded to {pixels.NumberOfChannels} channels of {pixels.Depth}, which was not asked for.");
    }

    private static bool IsAsStored(Mat pixels, ImageHeader expected) =>
        pixels.Width == expected.Width && pixels.Height == expected.Height;
}
