namespace Detection.Imaging;

/// <summary>The encodings that are decoded. Others crash OpenCV's decoders too easily to let them near it.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
}
