using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Batching;

/// <summary>
/// Memory for a batch, used over and over, and the pictures in it. <see cref="BatchQueue"/> guards all of it by its lock, but
/// for the inputs themselves, which the slots write, and what the dispatcher does with it while it runs.
/// </summary>
internal sealed class Batch : IDisposable
{
    private readonly SlotSpec _spec;
    private readonly BatchSlot?[] _places;
    private readonly List<BatchSlot> _pictures;
    private readonly List<IBatchOutput> _outputs = [];
    private int _leastPixels;

    /// <param name="spec">Of the model.</param>
    /// <param name="places">Most pictures.</param>
    public Batch(SlotSpec spec, int places)
    {
        _spec = spec;
        _places = new BatchSlot?[places];
        _pictures = new List<BatchSlot>(places);
        Memory = new InputMemory(spec.Input, places * spec.InputBytes(spec.MaxPixels));
    }

    public InputMemory Memory { get; }

    public InputKind Kind => _spec.Input;

    public BatchState State { get; set; }

    /// <summary>Of every input in it, in pixels.</summary>
    public int Width { get; private set; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; private set; }

    /// <summary>Of one input.</summary>
    public long InputBytes => _spec.InputBytes(Width * Height);

    /// <summary>When its first picture came, by the clock's timestamp.</summary>
    public long Oldest { get; private set; }

    /// <summary>Slots that somebody holds.</summary>
    public int Leases { get; private set; }

    /// <summary>Slots whose input is being written.</summary>
    public int Filling { get; private set; }

    /// <summary>Slots whose input is complete.</summary>
    public int Ready { get; private set; }

    /// <summary>What runs, in the order of the inputs; set by <see cref="Begin"/>.</summary>
    public IReadOnlyList<BatchSlot> Pictures => _pictures;

    /// <summary>Begins to gather pictures, for the size of the oldest.</summary>
    public void Open(PendingRent oldest)
    {
        (State, Oldest) = (BatchState.Open, oldest.Arrived);
        (Width, Height, _leastPixels) = (oldest.Width, oldest.Height, oldest.Width * oldest.Height);
    }

    /// <summary>Whether an input may be written at the batch's size, growing by no more than <paramref name="padding"/> of its pixels.</summary>
    public bool Holds(PendingRent picture, double padding) =>
        picture.Width == Width && picture.Height == Height
        || (picture.Width <= Width && picture.Height <= Height && IsNear(Width, Height, picture.Width * picture.Height, padding));

    /// <summary>Makes the batch's size large enough for another picture, where no picture's input then grows too much. Not once slots are out.</summary>
    public bool TryStretch(PendingRent picture, double padding)
    {
        var (width, height) = (Math.Max(Width, picture.Width), Math.Max(Height, picture.Height));
        var least = Math.Min(_leastPixels, picture.Width * picture.Height);
        if (!IsNear(width, height, least, padding))
            return false;
        (Width, Height, _leastPixels) = (width, height, least);
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
    /// <exception cref="InvalidOperationException">It was before.</exception>
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

    /// <summary>Ends a lease. While pictures join, its place is another's to have.</summary>
    public void Return(BatchSlot slot)
    {
        TryLeave(slot);
        Leases--;
        if (State == BatchState.Open)
            _places[slot.Place] = null;
    }

    /// <summary>Lists who takes part.</summary>
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
        var bytes = (int)InputBytes;
        for (var place = 0; place < _pictures.Count; place++)
        {
            if (_pictures[place].Place == place)
                continue;
            // The places ascend, so what lies here belongs to nobody, and the last picture lies furthest back.
            var last = _pictures[^1];
            Memory.Bytes(last.Place * InputBytes, bytes).CopyTo(Memory.Bytes(place * InputBytes, bytes));
            last.Place = place;
            _pictures.RemoveAt(_pictures.Count - 1);
            _pictures.Insert(place, last);
        }
    }

    /// <summary>The inputs of some pictures, with empty ones behind them up to <paramref name="size"/>, where there is room.</summary>
    public BatchInput Input(int first, int count, int size)
    {
        // Empty, so that a run does not hang on a picture of long ago.
        var end = Math.Min(first + size, _places.Length);
        for (var place = first + count; place < end; place++)
            Memory.Bytes(place * InputBytes, (int)InputBytes).Clear();
        return new BatchInput(Memory, first * InputBytes, end - first, Width, Height);
    }

    /// <summary>Keeps a result until all of the batch's pictures were read.</summary>
    public void Keep(IBatchOutput output) => _outputs.Add(output);

    /// <summary>Makes the batch one that nobody has to do with any more.</summary>
    public void Clear()
    {
        foreach (var output in _outputs)
            output.Dispose();
        _outputs.Clear();
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
        (long)width * height <= pixels * (1 + padding) && (long)width * height <= _spec.MaxPixels;
}
