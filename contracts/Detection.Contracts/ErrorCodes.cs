namespace Detection.Contracts;

/// <summary>Stable codes of what can be wrong with a detection. Codes are only ever added.</summary>
public static class ErrorCodes
{
    /// <summary>No bytes.</summary>
    public const string ImageEmpty = "image_empty";

    /// <summary>Not a JPEG, PNG or WebP, or a variety of them that cannot be decoded.</summary>
    public const string ImageUnsupported = "image_unsupported";

    /// <summary>Claims to be a picture but cannot be decoded.</summary>
    public const string ImageCorrupt = "image_corrupt";

    /// <summary>Too many bytes or pixels.</summary>
    public const string ImageTooLarge = "image_too_large";

    /// <summary>No picture given, or the blob it names is not there.</summary>
    public const string ImageMissing = "image_missing";

    /// <summary>An option is out of its range or names an unknown class.</summary>
    public const string OptionsInvalid = "options_invalid";

    /// <summary>No worker has a model of this name.</summary>
    public const string ModelUnknown = "model_unknown";

    /// <summary>The model ran, and what it put out makes no sense; it would again. Nothing is said of the picture.</summary>
    public const string ModelOutputInvalid = "model_output_invalid";

    /// <summary>The service failed, not the picture; after retries.</summary>
    public const string InferenceFailed = "inference_failed";

    /// <summary>The command was lost: the broker no longer had it and no worker had it in work, also after it was sent again.</summary>
    public const string CommandLost = "command_lost";
}
