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

    /// <summary>Decodes a whole picture; EXIF orientation applied, alpha dropped, grey and CMYK made colour, 16 bits made 8.</summary>
    /// <param name="encoded">All bytes of the picture.</param>
    /// <returns>The picture, the caller's to dispose. A JPEG that breaks off after its header decodes with a grey remainder.</returns>
    /// <exception cref="ImageRejectedException">The picture is empty, unsupported, corrupt or too large.</exception>
    /// <remarks>
    /// OpenCV ends the process on much that it dislikes. Nothing reaches it here that is empty, of another format,
    /// animated, or beyond the limits; the rest of its decoders' errors end in an empty result.
    /// </remarks>
    public unsafe DecodedImage Decode(ReadOnlyMemory<byte> encoded)
    {
        var header = ImageHeaderReader.Read(encoded.Span, complete: true).GetHeader();
        _limits.Check(header);
        if (header.Format == ImageFormat.Jpeg && JpegHeader.CountScans(encoded.Span, MaxScans + 1) > MaxScans)
            throw new ImageRejectedException(ImageProblem.Unsupported, $"The JPEG has more than {MaxScans} scans; save it as a usual one.");

        var orientation = header.Format == ImageFormat.WebP ? WebPOrientation.Read(encoded.Span) : ExifOrientation.Upright;
        // OpenCV honours the tag in JPEG and PNG; in WebP some versions do and some do not, so it is told not to.
        var mode = header.Format == ImageFormat.WebP ? ImreadModes.ColorBgr | ImreadModes.IgnoreOrientation : ImreadModes.ColorBgr;

        var pixels = new Mat();
        try
        {
            using (var pin = encoded.Pin())
            using (var bytes = new Mat(1, encoded.Length, DepthType.Cv8U, 1, (IntPtr)pin.Pointer, encoded.Length))
                CvInvoke.Imdecode(bytes, mode, pixels);
            Verify(pixels, header);
            if (orientation == ExifOrientation.Upright)
                return new DecodedImage(pixels);

            var upright = Turn.Upright(pixels, orientation);
            if (!ReferenceEquals(upright, pixels))
                pixels.Dispose();
            return new DecodedImage(upright);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>Trusts the decoder no further than the header that was checked.</summary>
    private static void Verify(Mat pixels, ImageHeader header)
    {
        if (pixels.IsEmpty)
            throw new ImageRejectedException(ImageProblem.Corrupt, $"The {header.Format.DisplayName()} is damaged or incomplete.");

        var isAsStored = pixels.Width == header.Width && pixels.Height == header.Height;
        var isTurned = pixels.Width == header.Height && pixels.Height == header.Width;
        if (!(isAsStored || isTurned))
            throw new ImageRejectedException(ImageProblem.Corrupt, $"The {header.Format.DisplayName()} contradicts its own header.");
        if (pixels.Depth != DepthType.Cv8U || pixels.NumberOfChannels != 3 || !pixels.IsContinuous)
            throw new InvalidOperationException($"OpenCV decoded to {pixels.NumberOfChannels} channels of {pixels.Depth}, which was not asked for.");
    }
}
