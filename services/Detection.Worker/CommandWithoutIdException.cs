using Detection.Contracts;

namespace Detection.Worker;

/// <summary>A command that no answer could name; goes to the error queue.</summary>
public sealed class CommandWithoutIdException()
    : Exception($"The command has no detectionId: give each a new UUID, or send plain JSON to {QueueNames.DetectImageJson}, which makes one.");
