namespace Detection.Inference.Models;

/// <summary>A model cannot be offered, or no model at all; the message says which file, why, and what to do.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>A problem that does not concern one file.</summary>
    public ModelLoadException(string message)
        : base(message) => Reason = message;

    /// <summary>A problem with <paramref name="file"/>.</summary>
    public ModelLoadException(string file, string reason, Exception? innerException = null)
        : base($"Model {file}: {reason}", innerException) => (File, Reason) = (file, reason);

    /// <summary>Absolute path of the file at fault; null if no single file is.</summary>
    public string? File { get; }

    /// <summary>The message without the file.</summary>
    public string Reason { get; }
}
