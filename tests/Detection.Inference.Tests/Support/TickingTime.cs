namespace Detection.Inference.Tests.Support;

/// <summary>The system's clock, with a timer that rings only when the test says so.</summary>
internal sealed class TickingTime : TimeProvider
{
    private readonly TaskCompletionSource<Action> _ring = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the timer was set to.</summary>
    public TimeSpan Period { get; private set; }

    /// <summary>Whether the timer was disposed.</summary>
    public bool Ended { get; private set; }

    /// <summary>Rings, as soon as there is a timer.</summary>
    public async Task TickAsync() => (await _ring.Task.WaitAsync(TimeSpan.FromSeconds(60)))();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Period = period;
        _ring.SetResult(() => callback(state));
        return new Timer(this);
    }

    private sealed class Timer(TickingTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => time.Ended = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
