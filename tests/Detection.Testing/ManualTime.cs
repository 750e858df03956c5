using Microsoft.Extensions.Time.Testing;

namespace Detection.Testing;

/// <summary>A clock that stands still until the test moves it. A test can also wait until the tested code has set a timer.</summary>
public sealed class ManualTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<WatchedTimer> _timers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next look at the clock throws this, once.</summary>
    public Exception? NextFault { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        if (NextFault is not { } fault)
            return base.GetUtcNow();
        NextFault = null;
        throw fault;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this);
        timer.Watch(base.CreateTimer(_ => timer.Fire(() => callback(state)), null, dueTime, period), dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on by milliseconds, and fires the timers that become due.</summary>
    public void Advance(double milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Waits until a timer is set that becomes due in exactly this many milliseconds.</summary>
    public Task TimerAsync(double milliseconds) => TimerAsync(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Waits until a timer is set that becomes due in exactly this time.</summary>
    /// <exception cref="TimeoutException">No such timer was set within a minute.</exception>
    public async Task TimerAsync(TimeSpan dueIn)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_timers.Exists(timer => timer.DueAt == GetTimestamp() + dueIn.Ticks))
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

    /// <summary>Records when a timer becomes due, in timestamps of this clock; null: never.</summary>
    internal void Note(WatchedTimer timer, long? dueAt)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.DueAt = dueAt;
            if (dueAt is not null)
                _timers.Add(timer);

            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
