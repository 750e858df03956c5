namespace Detection.Contracts;

/// <summary>Event: a worker is alive and this is what it runs. Published by each worker every few seconds, consumed by every API instance.</summary>
public sealed record WorkerReported
{
    /// <summary>Name of the worker process, unique while it runs.</summary>
    public string Worker { get; init; } = "";

    /// <summary>UTC, by the worker's clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC, by the worker's clock.</summary>
    public DateTimeOffset ReportedAt { get; init; }

    /// <summary>True in the last report of a worker that shuts down.</summary>
    public bool Stopping { get; init; }

    /// <summary>The models that passed their self-test; the default first.</summary>
    public IReadOnlyList<ModelReport> Models { get; init; } = [];

    /// <summary>Model files that were found and cannot be used as they are now.</summary>
    public IReadOnlyList<RejectedModelReport> Rejected { get; init; } = [];
}
