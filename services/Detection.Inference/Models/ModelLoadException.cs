namespace Detection.Inference.Models;

/// <summary>A model cannot be offered, or no model at all; the message says which file, why, and what to do.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>Trouble that is not one file's.</summary>
    public ModelLoadException(string message)
        : base(message) => Reason = message;

    /// <summary>Trouble with <paramref name="file"/>.</summary>
    public ModelLoadException(string file, string reason, Exception? innerException = null)
        : base($"Model {file}: {reason}", innerException) => (File, Reason) = (file, reason);

    /// <summary>Absolute path of the file at fault; null where it is none's.</summary>
    public string? File { get; }

    /// <summary>The message without the file.</summary>
    public string Reason { get; }
}
