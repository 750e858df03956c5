namespace Detection.Contracts;

/// <summary>Event: a worker is alive and this is what it runs. Published by each worker every few seconds, consumed by every API instance.</summary>
public sealed record WorkerReported
{
    /// <summary>Most entries of <see cref="InWork"/>. A worker never has more in work.</summary>
    public const int MaxInWork = 1024;

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

    /// <summary>
    /// The detections that the worker has in work, at most 1024. Null: the worker does not report them.
    /// </summary>
    public IReadOnlyList<Guid>? InWork { get; init; }

    /// <summary>Model files that were found and cannot be used as they are now.</summary>
    public IReadOnlyList<RejectedModelReport> Rejected { get; init; } = [];
}
