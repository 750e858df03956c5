namespace Detection.Evaluation;

/// <summary>Something cannot be measured. The message is a sentence for who asked.</summary>
public sealed class EvaluationException(string message) : Exception(message);
