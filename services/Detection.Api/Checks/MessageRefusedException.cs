namespace Detection.Api.Checks;

/// <summary>A message from the bus that no service of ours would send; not retried, goes to the error queue with its text as the reason.</summary>
public sealed class MessageRefusedException(string message) : Exception(message);
