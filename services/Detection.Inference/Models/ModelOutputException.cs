namespace Detection.Inference.Models;

/// <summary>
/// A model's output makes no sense: a value that is not a number, a score above 1, a box without an area. The model would
/// do the same again, so the picture has no result.
/// </summary>
public sealed class ModelOutputException(string message) : InferenceException(message);
