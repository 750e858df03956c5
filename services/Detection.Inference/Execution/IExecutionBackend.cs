namespace Detection.Inference.Execution;

/// <summary>
/// Runs one model. The seam between a detector, which knows boxes, and what runs the network: a pool of sessions on the
/// CPU (<see cref="SessionPool"/>), or one session that takes pictures in batches on a GPU (<see cref="Batching.BatchDispatcher"/>).
/// </summary>
internal interface IExecutionBackend : IDisposable
{
    /// <summary>For the log: <c>2 sessions of 1 thread</c>.</summary>
    string Description { get; }

    /// <summary>Most pictures that share a run.</summary>
    int LargestBatch { get; }

    /// <summary>Waits for a place for one picture. Dispose it to give it back.</summary>
    /// <param name="width">Of the picture's input in pixels; with <paramref name="height"/> no more than the model's largest.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than the model's largest input.</exception>
    /// <exception cref="ObjectDisposedException">The backend is gone, before or while waiting.</exception>
    ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct);

    /// <summary>Prepares now what would otherwise be prepared on first use.</summary>
    void Fill();
}
