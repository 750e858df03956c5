namespace Detection.Inference.Batching;

/// <summary>Pictures that wait for a place, the oldest first. Guarded by <see cref="BatchQueue"/>'s lock.</summary>
/// <param name="padding">As <see cref="BatchPlan.Padding"/>.</param>
internal sealed class WaitingRoom(double padding)
{
    private readonly LinkedList<PendingRent> _waiting = new();

    public bool IsEmpty => _waiting.Count == 0;

    public void Enter(PendingRent rent) => _waiting.AddLast(rent);

    /// <summary>Removes a picture; false if it no longer waits.</summary>
    public bool Leave(PendingRent rent) => _waiting.Remove(rent);

    /// <summary>Opens a batch for the oldest, of a size that holds those behind it as well, as many as may join.</summary>
    public void Open(Batch batch, int limit)
    {
        batch.Open(_waiting.First!.Value);
        var count = 0;
        for (var node = _waiting.First; node is not null && count < limit; node = node.Next)
            count += batch.TryStretch(node.Value, padding) ? 1 : 0;
    }

    /// <summary>Gives a batch's free places to the pictures that fit in. Their continuations run on other threads.</summary>
    public void Join(Batch batch, int limit, BatchQueue queue)
    {
        for (var node = _waiting.First; node is not null && batch.State == BatchState.Open && batch.Leases < limit;)
        {
            var (rent, here) = (node.Value, node);
            node = node.Next;
            if (!batch.Holds(rent, padding))
                continue;
            _waiting.Remove(here);
            rent.SetResult(batch.Lease(queue));
        }
    }

    /// <summary>Fails the wait of every picture.</summary>
    public void Refuse(Func<Exception> reason)
    {
        foreach (var rent in _waiting)
            rent.SetException(reason());
        _waiting.Clear();
    }
}
