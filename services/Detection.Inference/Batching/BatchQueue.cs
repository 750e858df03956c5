using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>
/// Decides which pictures share a batch and when it begins. Safe for concurrent use; one dispatcher takes the batches.
/// The only lock of batching is here, around the state in <see cref="BatchGathering"/>.
/// </summary>
/// <remarks>
/// 1. A picture that arrives joins the open batch of its size, opens a batch if memory is free, or waits. 2. Free memory
/// goes to the picture that has waited longest, and to those behind it that fit in: a popular size cannot starve another.
/// 3. Of the batches that are due, the one with the oldest picture begins, once all its inputs are written.
/// <para>
/// Pictures join while another batch runs, so a batch can only become due while nothing runs. It is due when it is full;
/// when another batch is open or pictures wait; when its oldest picture has waited the longest delay; or when no other
/// picture is expected soon (<see cref="ArrivalGap"/>): a single picture does not wait.
/// </para>
/// </remarks>
internal sealed class BatchQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Batch[] _batches;
    private readonly BatchGathering _gathering;
    private readonly Action _changed;

    /// <param name="batches">All there are, owned from here on.</param>
    /// <param name="plan">How pictures are gathered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">
    /// Called on any thread when a batch may be due. It must not call back. The queue stops calling it once it is drained.
    /// </param>
    public BatchQueue(IEnumerable<Batch> batches, BatchPlan plan, TimeProvider time, Action changed)
    {
        _batches = [.. batches];
        _gathering = new BatchGathering(this, _batches, plan, time);
        _changed = changed;
    }

    /// <summary>Whether it was closed and all slots were given back.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate)
                return _gathering.IsDrained;
        }
    }

    /// <inheritdoc cref="IExecutionBackend.RentAsync"/>
    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        PendingRent rent;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_gathering.IsClosed, this);
            rent = _gathering.Arrive(width, height);
            if (rent.Task.IsCompletedSuccessfully)
                return ValueTask.FromResult(rent.Task.Result);
            _changed();
        }

        return WaitAsync(rent, ct);
    }

    /// <summary>An input is complete.</summary>
    /// <exception cref="InvalidOperationException">It was complete before.</exception>
    public void Submit(BatchSlot slot)
    {
        lock (_gate)
        {
            slot.Batch.Complete(slot);
            _changed();
        }
    }

    /// <summary>Takes a picture out of its batch; false if the batch has begun.</summary>
    public bool Withdraw(BatchSlot slot)
    {
        lock (_gate)
        {
            if (!slot.Batch.TryLeave(slot))
                return false;
            _changed();
            return true;
        }
    }

    /// <summary>Ends a lease.</summary>
    public void Release(BatchSlot slot)
    {
        lock (_gate)
        {
            if (!_gathering.Return(slot))
            {
                _changed();
                return;
            }
        }

        Recycle(slot.Batch);
    }

    /// <inheritdoc cref="BatchGathering.TryTake"/>
    public Batch? TryTake(out TimeSpan wait)
    {
        lock (_gate)
            return _gathering.TryTake(out wait);
    }

    /// <summary>A batch has run, and its pictures have their answers.</summary>
    public void Finish(Batch batch)
    {
        lock (_gate)
        {
            if (!_gathering.Finish(batch))
                return;
        }

        Recycle(batch);
    }

    /// <inheritdoc cref="BatchGathering.Limit"/>
    public void Limit(int pictures)
    {
        lock (_gate)
            _gathering.Limit(pictures);
    }

    /// <summary>Refuses new pictures and those that wait for a place; those with a place go on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _gathering.Close();
            _changed();
        }
    }

    /// <summary>Frees the memory. Only once it is drained.</summary>
    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }

    private async ValueTask<IExecutionSlot> WaitAsync(PendingRent rent, CancellationToken ct)
    {
        using (ct.UnsafeRegister((_, token) => GiveUp(rent, token), null))
            return await rent.Task;
    }

    private void GiveUp(PendingRent rent, CancellationToken token)
    {
        lock (_gate)
        {
            if (_gathering.TryGiveUp(rent))
                rent.SetCanceled(token);
        }
    }

    private void Recycle(Batch batch)
    {
        // Outside the lock: freeing results takes a while.
        batch.Clear();
        lock (_gate)
        {
            _gathering.Restock(batch);
            _changed();
        }
    }
}
