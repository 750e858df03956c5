namespace Detection.Imaging;

/// <summary>Names what was sent instead of a picture that is supported, so that the sender knows what to convert.</summary>
internal static class ForeignFormats
{
    private const string Advice = "send JPEG, PNG or WebP";

    // Where HTML and SVG, which have no signature, give themselves away.
    private const int TextPrefix = 1024;

    /// <summary>A sentence for the sender.</summary>
    /// <param name="bytes">The first bytes of something that is neither JPEG, PNG nor WebP.</param>
    public static string Describe(ReadOnlySpan<byte> bytes) =>
        Name(bytes) is { } name ? $"This is {name}; {Advice}."
        : Wrapped(bytes[..Math.Min(bytes.Length, TextPrefix)]) is var (picture, at)
            ? $"A {picture} begins {at} bytes in; send its bytes alone, without a boundary, headers or text before them."
        : $"This is not a picture in a known format; {Advice}.";

    /// <summary>A picture behind something else: a form's part or a camera's stream that was stored as it came.</summary>
    private static (string Name, int At)? Wrapped(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf(JpegHeader.Signature) is > 0 and var jpeg ? (ImageFormat.Jpeg.DisplayName(), jpeg)
        : bytes.IndexOf(PngHeader.Signature) is > 0 and var png ? (ImageFormat.Png.DisplayName(), png)
        : null;

    private static string? Name(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("GIF8"u8))
            return "a GIF";
        if (bytes.StartsWith("BM"u8))
            return "a BMP";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
            return "a TIFF";
        if (bytes.StartsWith("\0\0\u0001\0"u8))
            return "an ICO";
        if (bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8))
            return MediaFile(bytes[8..12]);
        if (bytes.StartsWith("\0\0\0\u000cjP  "u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return "a JPEG 2000";
        if (bytes.StartsWith("\0\0\0\u000cJXL "u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]))
            return "a JPEG XL";
        if (bytes.StartsWith("8BPS"u8))
            return "a Photoshop document";
        if (bytes.StartsWith("%PDF"u8))
            return "a PDF";
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "a ZIP archive";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "a gzip archive";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return "a video";
        return Text(bytes[..Math.Min(bytes.Length, TextPrefix)]);
    }

    /// <summary>By the brand of an ISO base media file (ISO 14496-12).</summary>
    private static string MediaFile(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("avi"u8))
            return "an AVIF";
        if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8))
            return "a HEIC";
        return "a video";
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("<svg"u8) >= 0)
            return "an SVG";
        if (bytes.IndexOf("<html"u8) >= 0 || bytes.IndexOf("<!DOCTYPE html"u8) >= 0 || bytes.IndexOf("<!doctype html"u8) >= 0)
            return "a web page";
        return null;
    }
}
