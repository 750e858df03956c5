namespace Detection.Api.Tests.Support;

/// <summary>A clock that stands still until the test moves it, so that no test sleeps.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Thrown by the next look at the clock, once.</summary>
    public Exception? NextFault { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            if (NextFault is not { } fault)
                return _now;
            NextFault = null;
            throw fault;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and runs what became due.</summary>
    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            foreach (var timer in due)
                Rearm(timer);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Waits until somebody has set a timer that becomes due in exactly this time.</summary>
    public Task TimerAsync(TimeSpan dueIn) => Until.TrueAsync(() => IsSet(dueIn), $"a timer of {dueIn} is set");

    internal void Set(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.DueAt = _now + dueTime;
            _timers.Add(timer);
        }
    }

    private bool IsSet(TimeSpan dueIn)
    {
        lock (_lock)
            return _timers.Exists(timer => timer.DueAt == _now + dueIn);
    }

    private void Rearm(ManualTimer timer)
    {
        if (timer.Period == Timeout.InfiniteTimeSpan)
            _timers.Remove(timer);
        else
            timer.DueAt = _now + timer.Period;
    }
}
