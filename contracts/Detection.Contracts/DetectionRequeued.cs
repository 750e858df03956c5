namespace Detection.Contracts;

/// <summary>
/// Event: an attempt was given up without a result, and the command is sent again. Published by the API, consumed by the saga, which
/// puts the detection back from Processing to Queued.
/// </summary>
public sealed record DetectionRequeued
{
    public Guid DetectionId { get; init; }

    /// <summary>When the attempt was given up (UTC).</summary>
    public DateTimeOffset RequeuedAt { get; init; }

    /// <summary>
    /// When the attempt that was given up began (UTC), as its <see cref="DetectionStarted"/> said. The event concerns that attempt
    /// only: it changes nothing once another attempt has begun.
    /// </summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Why, in words, for people.</summary>
    public string Reason { get; init; } = "";
}
