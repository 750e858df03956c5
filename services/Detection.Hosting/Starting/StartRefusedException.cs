namespace Detection.Hosting.Starting;

/// <summary>The process must not start as it is set up; the message tells a person what to change.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
