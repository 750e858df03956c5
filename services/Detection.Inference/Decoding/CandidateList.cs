using System.Buffers;

namespace Detection.Inference.Decoding;

/// <summary>The boxes of one picture, in a pooled array that grows. For one thread; dispose it to give the array back.</summary>
internal sealed class CandidateList : IDisposable
{
    private const int FirstCapacity = 256;

    private Candidate[] _items = ArrayPool<Candidate>.Shared.Rent(FirstCapacity);

    public int Count { get; private set; }

    /// <summary>The boxes in the order they were added; valid until the next addition or the disposal.</summary>
    public ReadOnlySpan<Candidate> Items => _items.AsSpan(0, Count);

    public void Add(in Candidate candidate)
    {
        if (Count == _items.Length)
            Grow();
        _items[Count++] = candidate;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Count = 0;
        Replace([]);
    }

    private void Grow()
    {
        var larger = ArrayPool<Candidate>.Shared.Rent(2 * _items.Length);
        Items.CopyTo(larger);
        Replace(larger);
    }

    private void Replace(Candidate[] items)
    {
        var before = _items;
        _items = items;
        if (before.Length > 0)
            ArrayPool<Candidate>.Shared.Return(before);
    }
}
