using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>
/// Decides which pictures share a batch and when it begins. Safe for concurrent use; one dispatcher takes the batches.
/// </summary>
/// <remarks>
/// 1. A picture that arrives joins the open batch of its size, opens one where memory is free, or waits. 2. Free memory
/// goes to the oldest that waits, and to those behind it that fit in: no size, however popular, keeps another from its
/// turn. 3. Of the batches whose time has come the one with the oldest picture begins, once all its inputs are written.
/// <para>
/// When that time comes is asked only while nothing runs, since pictures join for as long as something does. It has come
/// when the batch is full; when there is more to run after it; when its oldest picture has waited the longest delay; and
/// when no other picture is to be expected shortly (<see cref="ArrivalGap"/>): a picture that comes alone does not wait.
/// </para>
/// </remarks>
internal sealed class BatchQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Batch> _open = [];
    private readonly Stack<Batch> _free;
    private readonly Batch[] _all;
    private readonly WaitingRoom _waiting;
    private readonly TimeSpan _maxDelay;
    private readonly TimeProvider _time;
    private readonly ArrivalGap _gap;
    private readonly Action _changed;
    private int _limit;
    private bool _closed;

    /// <param name="batches">All there are, owned from here on.</param>
    /// <param name="plan">How pictures are gathered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="changed">
    /// Called, on any thread, when there may be something to take. It must not call back. The queue does not call it any
    /// more once it is drained.
    /// </param>
    public BatchQueue(IEnumerable<Batch> batches, BatchPlan plan, TimeProvider time, Action changed)
    {
        _all = [.. batches];
        (_free, _limit, _time, _changed) = (new Stack<Batch>(_all), plan.Sizes.Largest, time, changed);
        (_maxDelay, _waiting, _gap) = (plan.MaxDelay, new WaitingRoom(plan.Padding), new ArrivalGap(plan.MaxDelay, time));
    }

    /// <summary>Whether it was closed and nobody holds a slot any more.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate)
                return _closed && _free.Count == _all.Length;
        }
    }

    /// <inheritdoc cref="IExecutionBackend.RentAsync"/>
    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        PendingRent rent;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            rent = new PendingRent(width, height, _time.GetTimestamp());
            _gap.Note(rent.Arrived);
            _waiting.Enter(rent);
            Admit();
            if (rent.Task.IsCompletedSuccessfully)
                return ValueTask.FromResult(rent.Task.Result);
            _changed();
        }

        return WaitAsync(rent, ct);
    }

    /// <summary>An input is complete.</summary>
    /// <exception cref="InvalidOperationException">It was before.</exception>
    public void Submit(BatchSlot slot)
    {
        lock (_gate)
        {
            slot.Batch.Complete(slot);
            _changed();
        }
    }

    /// <summary>Takes a picture out of its batch; false if that has begun.</summary>
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
            slot.Batch.Return(slot);
            if (!TryRetire(slot.Batch))
            {
                Admit();
                _changed();
                return;
            }
        }

        Recycle(slot.Batch);
    }

    /// <summary>The batch to run now, begun; null where there is none.</summary>
    /// <param name="wait">How long to wait at most before asking again, where there is none; infinite: until something changes.</param>
    public Batch? TryTake(out TimeSpan wait)
    {
        wait = Timeout.InfiniteTimeSpan;
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            // In the order in which they were opened, which is the order of their oldest pictures.
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
    }

    /// <summary>A batch that was taken has run, and its pictures have their answers.</summary>
    public void Finish(Batch batch)
    {
        lock (_gate)
        {
            batch.State = BatchState.Read;
            if (!TryRetire(batch))
                return;
        }

        Recycle(batch);
    }

    /// <summary>From now on batches are no larger than this, at least 1.</summary>
    public void Limit(int pictures)
    {
        lock (_gate)
            _limit = Math.Min(_limit, pictures);
    }

    /// <summary>Refuses new pictures and those that wait for a place; those that have one go on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _waiting.Refuse(() => new ObjectDisposedException(nameof(BatchDispatcher)));
            _changed();
        }
    }

    /// <summary>Frees the memory. Only once it is drained.</summary>
    public void Dispose()
    {
        foreach (var batch in _all)
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
            // Whoever is not there any more has its slot, or knows that there will be none.
            if (_waiting.Leave(rent))
                rent.SetCanceled(token);
        }
    }

    /// <summary>Gives places to whom they are due.</summary>
    private void Admit()
    {
        foreach (var batch in _open)
            _waiting.Join(batch, _limit, this);
        while (!_waiting.IsEmpty && _free.TryPop(out var batch))
        {
            _waiting.Open(batch, _limit);
            _open.Add(batch);
            _waiting.Join(batch, _limit, this);
        }
    }

    private TimeSpan DueIn(Batch batch, long now)
    {
        if (_closed || batch.Leases >= _limit || _open.Count > 1 || !_waiting.IsEmpty)
            return TimeSpan.Zero;
        var (delay, gap) = (_maxDelay - _time.GetElapsedTime(batch.Oldest, now), _gap.Left(now));
        return delay < gap ? delay : gap;
    }

    /// <summary>Whether nobody has to do with the batch any more; the caller recycles it then.</summary>
    private bool TryRetire(Batch batch)
    {
        if (batch.Leases > 0 || batch.State is not (BatchState.Open or BatchState.Closed or BatchState.Read))
            return false;
        _open.Remove(batch);
        batch.State = BatchState.Free;
        return true;
    }

    private void Recycle(Batch batch)
    {
        // Freeing results takes a while, and nobody need wait for that.
        batch.Clear();
        lock (_gate)
        {
            _free.Push(batch);
            Admit();
            _changed();
        }
    }
}
