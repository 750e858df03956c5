namespace Detection.Worker.Pipeline;

/// <summary>Work on an imaging thread took longer than it may. It goes on, and nobody waits for it.</summary>
internal sealed class WorkGivenUpException : Exception;
