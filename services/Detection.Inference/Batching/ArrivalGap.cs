namespace Detection.Inference.Batching;

/// <summary>
/// Predicts whether another picture comes soon: while pictures keep coming, the time between them predicts the next.
/// Not safe for concurrent use.
/// </summary>
/// <param name="longest">Pictures further apart than this have nothing to do with each other.</param>
/// <param name="time">The clock.</param>
internal sealed class ArrivalGap(TimeSpan longest, TimeProvider time)
{
    /// <summary>After so many gaps without a picture the stream is taken to have ended.</summary>
    private const int Patience = 2;

    /// <summary>One part in so many of the mean is the newest gap.</summary>
    private const int Memory = 4;

    private long? _last;
    private TimeSpan? _mean;

    /// <summary>A picture came.</summary>
    public void Note(long now)
    {
        var gap = _last is { } last ? time.GetElapsedTime(last, now) : TimeSpan.MaxValue;
        _mean = gap > longest ? null : _mean is { } mean ? mean + ((gap - mean) / Memory) : gap;
        _last = now;
    }

    /// <summary>How much longer to wait for another picture; zero or less if none is expected.</summary>
    public TimeSpan Left(long now) =>
        _last is { } last && _mean is { } mean ? (mean * Patience) - time.GetElapsedTime(last, now) : TimeSpan.Zero;
}
