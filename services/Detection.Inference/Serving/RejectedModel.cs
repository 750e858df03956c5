namespace Detection.Inference.Serving;

/// <summary>A model file that was found and is not offered.</summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="File">Absolute path.</param>
/// <param name="Reason">What is wrong with it and what to do, for an operator.</param>
public sealed record RejectedModel(string Name, string File, string Reason);
