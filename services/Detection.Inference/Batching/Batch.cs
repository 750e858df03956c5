using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>
/// The pictures that share a run, and their memory; used over and over. <see cref="BatchQueue"/>'s lock guards it until
/// <see cref="Begin"/>; then <see cref="Pictures"/> and <see cref="Memory"/> are the dispatcher's until the run has ended.
/// </summary>
/// <param name="spec">Of the model.</param>
/// <param name="places">Most pictures.</param>
internal sealed class Batch(SlotSpec spec, int places) : IDisposable
{
    private readonly BatchSlot?[] _places = new BatchSlot?[places];
    private readonly List<BatchSlot> _pictures = new(places);
    private int _leastPixels;

    public BatchMemory Memory { get; } = new(spec, places);

    public BatchState State { get; set; }

    /// <summary>When its first picture came, by the clock's timestamp.</summary>
    public long Oldest { get; private set; }

    /// <summary>Slots that are rented.</summary>
    public int Leases { get; private set; }

    /// <summary>Slots whose input is being written.</summary>
    public int Filling { get; private set; }

    /// <summary>Slots whose input is complete.</summary>
    public int Ready { get; private set; }

    /// <summary>What runs, in the order of the inputs; set by <see cref="Begin"/>.</summary>
    public IReadOnlyList<BatchSlot> Pictures => _pictures;

    /// <summary>Begins to gather pictures, at the size of the oldest.</summary>
    public void Open(PendingRent oldest)
    {
        (State, Oldest, _leastPixels) = (BatchState.Open, oldest.Arrived, oldest.Width * oldest.Height);
        Memory.Resize(oldest.Width, oldest.Height);
    }

    /// <summary>Whether an input may be written at the batch's size, growing by no more than <paramref name="padding"/> of its pixels.</summary>
    public bool Holds(PendingRent picture, double padding) =>
        (picture.Width == Memory.Width && picture.Height == Memory.Height)
        || (picture.Width <= Memory.Width && picture.Height <= Memory.Height
            && IsNear(Memory.Width, Memory.Height, picture.Width * picture.Height, padding));

    /// <summary>Makes the batch's size large enough for another picture, if no picture's input then grows too much. Not once slots are out.</summary>
    public bool TryStretch(PendingRent picture, double padding)
    {
        var (width, height) = (Math.Max(Memory.Width, picture.Width), Math.Max(Memory.Height, picture.Height));
        var least = Math.Min(_leastPixels, picture.Width * picture.Height);
        if (!IsNear(width, height, least, padding))
            return false;
        _leastPixels = least;
        Memory.Resize(width, height);
        return true;
    }

    /// <summary>Leases the first free place.</summary>
    public BatchSlot Lease(BatchQueue queue)
    {
        var place = Array.IndexOf(_places, null);
        Leases++;
        Filling++;
        return _places[place] = new BatchSlot(queue, this, place);
    }

    /// <summary>An input is complete.</summary>
    /// <exception cref="InvalidOperationException">It was complete before.</exception>
    public void Complete(BatchSlot slot)
    {
        if (slot.State != SlotState.Filling)
            throw new InvalidOperationException("A slot runs once; rent another.");
        slot.State = SlotState.Ready;
        Filling--;
        Ready++;
    }

    /// <summary>Takes a picture out; false once it runs.</summary>
    public bool TryLeave(BatchSlot slot)
    {
        if (slot.State is not (SlotState.Filling or SlotState.Ready))
            return false;
        if (slot.State == SlotState.Filling)
            Filling--;
        else
            Ready--;
        slot.State = SlotState.Left;
        return true;
    }

    /// <summary>Ends a lease. While pictures join, its place becomes free.</summary>
    public void Return(BatchSlot slot)
    {
        TryLeave(slot);
        Leases--;
        if (State == BatchState.Open)
            _places[slot.Place] = null;
    }

    /// <summary>Fixes which pictures run: those whose input is complete.</summary>
    public void Begin()
    {
        State = BatchState.Running;
        foreach (var slot in _places)
        {
            if (slot is not { State: SlotState.Ready })
                continue;
            slot.State = SlotState.Running;
            _pictures.Add(slot);
        }
    }

    /// <summary>Closes the gaps that cancelled pictures left: the last inputs move into them.</summary>
    public void Compact()
    {
        for (var place = 0; place < _pictures.Count; place++)
        {
            if (_pictures[place].Place == place)
                continue;
            // Places ascend, so this one is empty, and the last picture lies furthest back.
            var last = _pictures[^1];
            Memory.Move(last.Place, place);
            last.Place = place;
            _pictures.RemoveAt(_pictures.Count - 1);
            _pictures.Insert(place, last);
        }
    }

    /// <summary>Forgets the pictures and frees their results.</summary>
    public void Clear()
    {
        Memory.Clear();
        _pictures.Clear();
        Array.Clear(_places);
        (State, Filling, Ready) = (BatchState.Free, 0, 0);
    }

    public void Dispose()
    {
        Clear();
        Memory.Dispose();
    }

    private bool IsNear(int width, int height, int pixels, double padding) =>
        (long)width * height <= pixels * (1 + padding) && (long)width * height <= Memory.MaxPixels;
}
