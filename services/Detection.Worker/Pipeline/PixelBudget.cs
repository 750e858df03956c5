namespace Detection.Worker.Pipeline;

/// <summary>
/// Bounds the decoded pictures in memory by their pixels: who finds no room waits, first come first served, so that a large
/// picture is not overtaken for ever by small ones.
/// </summary>
/// <remarks>
/// A picture larger than all of it is let in when it is alone. Whoever holds room must not wait for something that
/// somebody who waits for room holds.
/// </remarks>
/// <param name="most">Pixels, at least 1.</param>
internal sealed class PixelBudget(long most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private long _taken;

    /// <summary>Pixels of the pictures that are let in now.</summary>
    public long Taken
    {
        get
        {
            lock (_gate)
                return _taken;
        }
    }

    /// <summary>Pictures that wait for room now.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Waits for room.</summary>
    /// <param name="pixels">Of the picture; at least 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The room, the caller's to dispose once the pixels are freed.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before there was room.</exception>
    public ValueTask<PixelRoom> EnterAsync(long pixels, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixels);
        cancellationToken.ThrowIfCancellationRequested();
        var size = Math.Min(pixels, most);
        LinkedListNode<Waiter> place;
        lock (_gate)
        {
            if (_waiting.Count == 0 && _taken + size <= most)
            {
                _taken += size;
                return ValueTask.FromResult(new PixelRoom(this, size));
            }

            place = _waiting.AddLast(new Waiter(size));
        }

        return new ValueTask<PixelRoom>(WaitAsync(place, cancellationToken));
    }

    /// <summary>Takes room back; for <see cref="PixelRoom"/> only.</summary>
    internal void Leave(long size)
    {
        lock (_gate)
        {
            _taken -= size;
            LetIn();
        }
    }

    private async Task<PixelRoom> WaitAsync(LinkedListNode<Waiter> place, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(static (state, token) => ((Action<CancellationToken>)state!)(token), (Action<CancellationToken>)GiveUp))
            return await place.Value.Turn.Task;

        void GiveUp(CancellationToken token)
        {
            lock (_gate)
            {
                // Let in already: whoever waits has its room, and gives it back.
                if (place.List is null)
                    return;
                _waiting.Remove(place);
                place.Value.Turn.SetCanceled(token);
                LetIn();
            }
        }
    }

    private void LetIn()
    {
        while (_waiting.First is { } first && _taken + first.Value.Size <= most)
        {
            _waiting.RemoveFirst();
            _taken += first.Value.Size;
            first.Value.Turn.SetResult(new PixelRoom(this, first.Value.Size));
        }
    }

    private sealed record Waiter(long Size)
    {
        public TaskCompletionSource<PixelRoom> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
