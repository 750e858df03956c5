namespace Detection.Imaging;

/// <summary>The model input that a picture is decoded for.</summary>
/// <param name="Width">Of the model's largest input in pixels, at least 1.</param>
/// <param name="Height">Of the model's largest input in pixels, at least 1.</param>
public readonly record struct DecodeTarget(int Width, int Height);
