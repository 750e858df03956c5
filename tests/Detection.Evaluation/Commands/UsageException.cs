namespace Detection.Evaluation.Commands;

/// <summary>The command line asks for nothing that there is. The message is a sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
