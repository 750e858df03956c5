namespace Detection.Inference.Models;

/// <summary>A loaded model failed on a picture. Nothing is wrong with the picture: another try may succeed.</summary>
public class InferenceException(string message, Exception? innerException = null) : Exception(message, innerException);
