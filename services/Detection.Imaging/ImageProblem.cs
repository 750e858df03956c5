namespace Detection.Imaging;

/// <summary>Why a picture was rejected. Always the picture's fault: trying again cannot help.</summary>
public enum ImageProblem
{
    /// <summary>Not a single byte.</summary>
    Empty,

    /// <summary>Not a JPEG, PNG or WebP, or a variety of one that is not decoded (animated, arithmetic, 12-bit).</summary>
    Unsupported,

    /// <summary>The right format, but damaged beyond decoding.</summary>
    Corrupt,

    /// <summary>More pixels, or a longer side, than <see cref="ImageLimits"/> allows.</summary>
    TooLarge,
}
