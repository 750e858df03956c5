namespace Detection.Contracts;

/// <summary>Event: the detection ended without a result. Published by the worker (or by the API, for plain JSON it could not accept), consumed by the saga.</summary>
public sealed record DetectionFailed
{
    public Guid DetectionId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset FailedAt { get; init; }

    /// <summary>When the worker began, if it did (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Name of the worker that tried, if one did.</summary>
    public string? Worker { get; init; }

    /// <summary>One of <see cref="ErrorCodes"/>; stable, for programs.</summary>
    public string Code { get; init; } = "";

    /// <summary>What went wrong, in words, for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether the same command could succeed later.</summary>
    public bool Retryable { get; init; }

    /// <inheritdoc cref="DetectionStarted.Origin"/>
    public DetectionOrigin Origin { get; init; } = new();
}
