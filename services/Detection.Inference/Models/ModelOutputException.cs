namespace Detection.Inference.Models;

/// <summary>
/// A model ran, and what it put out makes no sense: a value that is no number, a score above 1, a box without an area. It
/// would do the same again; nothing can be said of the picture.
/// </summary>
public sealed class ModelOutputException(string message) : InferenceException(message);
