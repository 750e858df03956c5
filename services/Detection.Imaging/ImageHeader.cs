namespace Detection.Imaging;

/// <summary>What a picture's header says, before anything is decoded.</summary>
/// <param name="Format">The encoding, by signature.</param>
/// <param name="Width">Pixels as stored, before the EXIF orientation; at least 1.</param>
/// <param name="Height">Pixels as stored, before the EXIF orientation; at least 1.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>Width times height, which exceeds an <see cref="int"/> for hostile headers.</summary>
    public long Pixels => (long)Width * Height;
}
