namespace Detection.Imaging;

internal static class ImageFormatNames
{
    /// <summary>The name that people use.</summary>
    public static string DisplayName(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "JPEG",
        ImageFormat.Png => "PNG",
        ImageFormat.WebP => "WebP",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}
