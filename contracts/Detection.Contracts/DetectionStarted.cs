namespace Detection.Contracts;

/// <summary>Event: a worker has taken the command and begins. Published by the worker, consumed by the saga.</summary>
public sealed record DetectionStarted
{
    public Guid DetectionId { get; init; }

    /// <summary>UTC, by the worker's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Name of the worker that took it.</summary>
    public string Worker { get; init; } = "";

    /// <summary>What the command said, so that a listener needs no other message to know the detection.</summary>
    public DetectionOrigin Origin { get; init; } = new();
}
