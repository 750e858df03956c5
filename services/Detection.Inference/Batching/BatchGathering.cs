namespace Detection.Inference.Batching;

/// <summary>
/// All mutable state of gathering: the pictures that wait, the open batches, the free ones. Not safe for concurrent use:
/// <see cref="BatchQueue"/> calls every member under its lock.
/// </summary>
/// <param name="queue">Gets the slots back.</param>
/// <param name="batches">All there are.</param>
/// <param name="plan">How pictures are gathered.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchGathering(BatchQueue queue, Batch[] batches, BatchPlan plan, TimeProvider time)
{
    private readonly List<Batch> _open = []; // In the order in which they were opened: the order of their oldest pictures.
    private readonly Stack<Batch> _free = new(batches);
    private readonly WaitingRoom _waiting = new(plan.Padding);
    private readonly ArrivalGap _gap = new(plan.MaxDelay, time);
    private int _limit = plan.Sizes.Largest;

    public bool IsClosed { get; private set; }

    /// <summary>Whether it is closed and all slots were given back.</summary>
    public bool IsDrained => IsClosed && _free.Count == batches.Length;

    /// <summary>A picture arrives. The task of its rent has ended if it got a place at once.</summary>
    public PendingRent Arrive(int width, int height)
    {
        var rent = new PendingRent(width, height, time.GetTimestamp());
        _gap.Note(rent.Arrived);
        _waiting.Enter(rent);
        Admit();
        return rent;
    }

    /// <summary>Stops a picture's wait; false if it has a place or was refused.</summary>
    public bool TryGiveUp(PendingRent rent) => _waiting.Leave(rent);

    /// <summary>The batch to run now, begun; null if there is none.</summary>
    /// <param name="wait">If there is none: how long until one is due; infinite if only a change can make one due.</param>
    public Batch? TryTake(out TimeSpan wait)
    {
        wait = Timeout.InfiniteTimeSpan;
        var now = time.GetTimestamp();
        foreach (var batch in _open)
        {
            if (batch.Ready == 0)
                continue;
            if (batch.State == BatchState.Open && DueIn(batch, now) is var due && due > TimeSpan.Zero)
            {
                wait = due;
                continue;
            }

            batch.State = BatchState.Closed;
            if (batch.Filling > 0)
                continue;
            _open.Remove(batch);
            batch.Begin();
            return batch;
        }

        return null;
    }

    /// <summary>Ends a lease.</summary>
    /// <returns>Whether it was the batch's last: clear the batch, then <see cref="Restock"/> it.</returns>
    public bool Return(BatchSlot slot)
    {
        slot.Batch.Return(slot);
        if (TryRetire(slot.Batch))
            return true;
        Admit();
        return false;
    }

    /// <summary>Ends a run.</summary>
    /// <returns>Whether all leases have ended: clear the batch, then <see cref="Restock"/> it.</returns>
    public bool Finish(Batch batch)
    {
        batch.State = BatchState.Read;
        return TryRetire(batch);
    }

    /// <summary>Takes back a cleared batch.</summary>
    public void Restock(Batch batch)
    {
        _free.Push(batch);
        Admit();
    }

    /// <summary>Limits batches from now on to so many pictures, at least 1.</summary>
    public void Limit(int pictures) => _limit = Math.Min(_limit, pictures);

    /// <summary>Refuses the pictures that wait; those with a place go on.</summary>
    public void Close()
    {
        IsClosed = true;
        _waiting.Refuse(() => new ObjectDisposedException(nameof(BatchDispatcher)));
    }

    private void Admit()
    {
        foreach (var batch in _open)
            _waiting.Join(batch, _limit, queue);
        while (!_waiting.IsEmpty && _free.TryPop(out var batch))
        {
            _waiting.Open(batch, _limit);
            _open.Add(batch);
            _waiting.Join(batch, _limit, queue);
        }
    }

    private TimeSpan DueIn(Batch batch, long now)
    {
        if (IsClosed || batch.Leases >= _limit || _open.Count > 1 || !_waiting.IsEmpty)
            return TimeSpan.Zero;
        var (delay, gap) = (plan.MaxDelay - time.GetElapsedTime(batch.Oldest, now), _gap.Left(now));
        return delay < gap ? delay : gap;
    }

    private bool TryRetire(Batch batch)
    {
        if (batch.Leases > 0 || batch.State is not (BatchState.Open or BatchState.Closed or BatchState.Read))
            return false;
        _open.Remove(batch);
        batch.State = BatchState.Free;
        return true;
    }
}
