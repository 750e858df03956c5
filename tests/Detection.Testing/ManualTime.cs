namespace Detection.Testing;

/// <summary>A clock that stands still until the test moves it, so that no test sleeps.</summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on by milliseconds.</summary>
    public void Advance(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Moves the clock on and fires what became due.</summary>
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

    /// <summary>Waits until somebody has set a timer that becomes due in exactly this many milliseconds.</summary>
    public Task TimerAsync(double milliseconds) => TimerAsync(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Waits until somebody has set a timer that becomes due in exactly this time.</summary>
    /// <exception cref="TimeoutException">Nobody did.</exception>
    public async Task TimerAsync(TimeSpan dueIn)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_timers.Exists(timer => timer.DueAt == _now + dueIn))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(Patience);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"No timer of {dueIn} was set.", e);
            }
        }
    }

    internal void Set(ManualTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueAt = _now + dueTime;
                _timers.Add(timer);
            }

            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    private void Rearm(ManualTimer timer)
    {
        if (timer.Period == Timeout.InfiniteTimeSpan)
            _timers.Remove(timer);
        else
            timer.DueAt = _now + timer.Period;
    }
}
