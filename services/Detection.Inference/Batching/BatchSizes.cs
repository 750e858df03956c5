namespace Detection.Inference.Batching;

/// <summary>Numbers of pictures that a network is run on.</summary>
internal sealed class BatchSizes
{
    private readonly int[] _all;

    private BatchSizes(IEnumerable<int> all) => _all = [.. all];

    /// <summary>Ascending, from 1.</summary>
    public IReadOnlyList<int> All => _all;

    public int Largest => _all[^1];

    /// <summary>
    /// Powers of two, and <paramref name="largest"/>: for a GPU, which sets itself up anew for each size it has not seen.
    /// A batch in between is padded.
    /// </summary>
    public static BatchSizes Few(int largest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        return new BatchSizes(Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(size => size < largest).Append(largest));
    }

    /// <summary>Every one: for a CPU, on which padding costs as much as a picture.</summary>
    public static BatchSizes Every(int largest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        return new BatchSizes(Enumerable.Range(1, largest));
    }

    /// <summary>Without those above <paramref name="limit"/>, which is at least 1.</summary>
    public BatchSizes UpTo(int limit) => new(_all.Where(size => size <= limit));

    /// <summary>The smallest size that holds <paramref name="count"/> pictures; more than the largest run as they are.</summary>
    public int For(int count)
    {
        var at = Array.BinarySearch(_all, count);
        return at >= 0 || ~at == _all.Length ? count : _all[~at];
    }

    /// <summary>
    /// How many of <paramref name="count"/> pictures, at least 2, to run first when they are run again in two parts: a power
    /// of two, so that halves of halves are sizes themselves and no part is padded but the last.
    /// </summary>
    public static int FirstPart(int count) => 1 << (int.Log2(count - 1));
}
