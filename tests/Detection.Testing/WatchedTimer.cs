namespace Detection.Testing;

/// <summary>A timer of <see cref="ManualTime"/> that records when it becomes due.</summary>
internal sealed class WatchedTimer(ManualTime time) : ITimer
{
    private ITimer? _timer;
    private TimeSpan _period;

    /// <summary>In the clock's timestamps; null: never.</summary>
    public long? DueAt { get; set; }

    /// <summary>Begins to watch a timer that was just set.</summary>
    public void Watch(ITimer timer, TimeSpan dueTime, TimeSpan period)
    {
        _timer = timer;
        Note(dueTime, period);
    }

    /// <summary>Records the next time of a periodic timer, then calls back.</summary>
    public void Fire(Action callback)
    {
        time.Note(this, _period > TimeSpan.Zero ? DueAt + _period.Ticks : null);
        callback();
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var changed = _timer!.Change(dueTime, period);
        Note(dueTime, period);
        return changed;
    }

    public void Dispose()
    {
        _timer!.Dispose();
        time.Note(this, null);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer!.DisposeAsync();
        time.Note(this, null);
    }

    private void Note(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        time.Note(this, dueTime == Timeout.InfiniteTimeSpan ? null : time.GetTimestamp() + dueTime.Ticks);
    }
}
