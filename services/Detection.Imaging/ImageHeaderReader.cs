namespace Detection.Imaging;

/// <summary>Reads format, width and height from the first bytes of a picture, without decoding and without OpenCV.</summary>
/// <remarks>Goes by signature only: names and content types lie. Never throws, whatever the bytes.</remarks>
public static class ImageHeaderReader
{
    // The longest signature: RIFF, four bytes of length, WEBP.
    private const int SignatureLength = 12;

    /// <summary>Looks at the first bytes of a picture.</summary>
    /// <param name="prefix">The picture's bytes from the first on, as many as there are by now.</param>
    /// <param name="complete">True if <paramref name="prefix"/> is the whole picture: the answer is then never <see cref="HeaderStatus.NeedMoreData"/>.</param>
    public static HeaderResult Read(ReadOnlySpan<byte> prefix, bool complete)
    {
        if (prefix.Length < SignatureLength && !complete)
            return HeaderResult.NeedMoreData;
        if (prefix.IsEmpty)
            return HeaderResult.Rejected(ImageProblem.Empty, "The picture is empty: it has no bytes.");
        if (prefix.StartsWith(JpegHeader.Signature))
            return JpegHeader.Read(prefix, complete);
        if (prefix.StartsWith(PngHeader.Signature))
            return PngHeader.Read(prefix, complete);
        if (prefix.StartsWith("RIFF"u8) && prefix.Length >= SignatureLength && prefix[8..].StartsWith("WEBP"u8))
            return WebPHeader.Read(prefix, complete);
        return HeaderResult.Rejected(ImageProblem.Unsupported, ForeignFormats.Describe(prefix));
    }
}
