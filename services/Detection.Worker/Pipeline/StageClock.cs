namespace Detection.Worker.Pipeline;

/// <summary>Measures one stage after the other.</summary>
internal struct StageClock(TimeProvider time)
{
    private readonly long _begin = time.GetTimestamp();
    private long _last = time.GetTimestamp();

    /// <summary>Milliseconds since the last call, or since the beginning.</summary>
    public double Lap()
    {
        var now = time.GetTimestamp();
        var lap = time.GetElapsedTime(_last, now).TotalMilliseconds;
        _last = now;
        return lap;
    }

    /// <summary>Milliseconds since the beginning.</summary>
    public readonly double Total() => time.GetElapsedTime(_begin).TotalMilliseconds;
}
