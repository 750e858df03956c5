using System.Buffers;
using System.Numerics;

namespace Detection.Inference.Decoding;

/// <summary>
/// The boxes that stayed, class by class, each coordinate in an array of its own, so that one box is compared with as many
/// of its class at a time as a vector holds.
/// </summary>
internal readonly ref struct KeptBoxes : IDisposable
{
    private readonly float[] _pooledFloats;
    private readonly int[] _pooledInts;

    private readonly Span<float> _left;
    private readonly Span<float> _top;
    private readonly Span<float> _right;
    private readonly Span<float> _bottom;
    private readonly Span<float> _area;

    /// <summary>For each class the place of its first box.</summary>
    private readonly Span<int> _starts;

    /// <summary>For each class the place after its last box.</summary>
    private readonly Span<int> _ends;

    /// <param name="candidates">All boxes that may be added, at least one; their class ids are 0 or more.</param>
    /// <param name="most">How many may be added in all.</param>
    public KeptBoxes(ReadOnlySpan<Candidate> candidates, int most)
    {
        var classes = 0;
        foreach (ref readonly var candidate in candidates)
            classes = Math.Max(classes, candidate.ClassId + 1);

        _pooledInts = ArrayPool<int>.Shared.Rent(2 * classes);
        _starts = _pooledInts.AsSpan(0, classes);
        _ends = _pooledInts.AsSpan(classes, classes);
        var room = Partition(candidates, most, _starts, _ends);

        _pooledFloats = ArrayPool<float>.Shared.Rent(5 * room);
        _left = _pooledFloats.AsSpan(0, room);
        _top = _pooledFloats.AsSpan(room, room);
        _right = _pooledFloats.AsSpan(2 * room, room);
        _bottom = _pooledFloats.AsSpan(3 * room, room);
        _area = _pooledFloats.AsSpan(4 * room, room);
        // A place that is still empty covers nothing: its IoU is not a number.
        _area.Fill(float.NaN);
    }

    /// <summary>Whether a box of the same class has an IoU with this one above the threshold.</summary>
    /// <remarks>Two boxes without area have an IoU that is not a number, and do not cover each other.</remarks>
    public bool Cover(in Candidate candidate, float threshold)
    {
        Vector<float> left = new(candidate.X1), top = new(candidate.Y1), right = new(candidate.X2), bottom = new(candidate.Y2);
        Vector<float> area = new(candidate.Area), limit = new(threshold);
        var end = _ends[candidate.ClassId];
        for (var i = _starts[candidate.ClassId]; i < end; i += Vector<float>.Count)
        {
            var width = Vector.Min(new Vector<float>(_right[i..]), right) - Vector.Max(new Vector<float>(_left[i..]), left);
            var height = Vector.Min(new Vector<float>(_bottom[i..]), bottom) - Vector.Max(new Vector<float>(_top[i..]), top);
            var intersection = Vector.Max(Vector<float>.Zero, width) * Vector.Max(Vector<float>.Zero, height);
            if (Vector.GreaterThanAny(intersection / (area + new Vector<float>(_area[i..]) - intersection), limit))
                return true;
        }

        return false;
    }

    /// <summary>Adds one of the candidates, once.</summary>
    public void Add(in Candidate candidate)
    {
        var at = _ends[candidate.ClassId]++;
        (_left[at], _top[at], _right[at], _bottom[at], _area[at]) =
            (candidate.X1, candidate.Y1, candidate.X2, candidate.Y2, candidate.Area);
    }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_pooledInts);
        ArrayPool<float>.Shared.Return(_pooledFloats);
    }

    /// <summary>Gives each class whole vectors for as many boxes as it can come to.</summary>
    /// <returns>The places needed in all.</returns>
    private static int Partition(ReadOnlySpan<Candidate> candidates, int most, Span<int> starts, Span<int> ends)
    {
        ends.Clear();
        foreach (ref readonly var candidate in candidates)
            ends[candidate.ClassId]++;

        var room = 0;
        for (var id = 0; id < ends.Length; id++)
        {
            var boxes = Math.Min(ends[id], most);
            (starts[id], ends[id]) = (room, room);
            room += (boxes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        }

        return room;
    }
}
