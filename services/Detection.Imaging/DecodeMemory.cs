namespace Detection.Imaging;

/// <summary>How much memory decoding takes at its peak.</summary>
public static class DecodeMemory
{
    /// <summary>Bytes of a decoded pixel.</summary>
    public const int BytesPerPixel = 3;

    /// <summary>Bytes at most, the decoded picture included.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <param name="header">As it was read of it.</param>
    public static long Of(ReadOnlySpan<byte> encoded, ImageHeader header) => header.Pixels * (BytesPerPixel + header.Format switch
    {
        ImageFormat.Jpeg => JpegHeader.CoefficientBytes(encoded),
        ImageFormat.Png => Png(PngChunks.Of(encoded)),
        // libwebp's own picture, of a lossless file or with the alpha of another.
        _ => WebPHeader.HasAlpha(encoded) ? 4 + 4 : 4,
    });

    // As it is stored first, with alpha and 16 bits, and then as three bytes.
    private static int Png(in PngChunks png) => (png.HasAlpha || (png.ColourType == 3 && !png.Transparency.IsEmpty) ? 4 : png.Depth == 16 ? 3 : 0) * (png.Depth == 16 ? 2 : 1);
}
