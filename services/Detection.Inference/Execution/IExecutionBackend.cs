namespace Detection.Inference.Execution;

/// <summary>
/// Runs one model. The seam between a detector, which knows boxes, and what runs the network: a pool of CPU sessions now;
/// a dispatcher that gathers slots into batches for a GPU fits behind it as well.
/// </summary>
internal interface IExecutionBackend : IDisposable
{
    /// <summary>What it is, for the log: <c>2 sessions of 1 thread</c>.</summary>
    string Description { get; }

    /// <summary>Waits for a place for one picture. Dispose it to give it back.</summary>
    /// <exception cref="ObjectDisposedException">The backend is gone, before or while waiting.</exception>
    ValueTask<IExecutionSlot> RentAsync(CancellationToken ct);

    /// <summary>Makes everything ready that would otherwise be on first use.</summary>
    void Fill();
}
