namespace Detection.Hosting.Bus;

/// <summary>What this process knows of its broker. <see cref="BrokerWatch"/> keeps it up to date over a connection of its own.</summary>
/// <remarks>Safe for use by many threads at once. With the bus in memory it is always ready.</remarks>
public sealed class BrokerMonitor
{
    private readonly Lock _lock = new();
    private volatile Snapshot _now = new(BrokerState.Away, "There was no connection to the broker yet.", null);
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>The monitor of a bus in memory: ready for good.</summary>
    public static BrokerMonitor InMemory()
    {
        var monitor = new BrokerMonitor();
        monitor.Report(BrokerState.Ready, "in memory");
        return monitor;
    }

    /// <summary>What the broker does at this moment.</summary>
    public BrokerState State => _now.State;

    /// <summary>A sentence about the state, for an operator.</summary>
    public string Detail => _now.Detail;

    /// <summary>Notes what the broker does, and wakes those who wait for it.</summary>
    /// <param name="state">The state from now on.</param>
    /// <param name="detail">A sentence about it.</param>
    public void Report(BrokerState state, string detail) => Report(state, detail, null);

    internal void Report(BrokerState state, string detail, BrokerConnection? connection)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _now = new Snapshot(state, detail, connection);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>Refuses work that the broker would not take now.</summary>
    /// <exception cref="BrokerUnavailableException">The broker is away or holds publishers back.</exception>
    public void ThrowUnlessReady()
    {
        if (_now is { State: not BrokerState.Ready } now)
            throw new BrokerUnavailableException(now.State, now.Detail);
    }

    /// <summary>Waits until the broker confirms messages.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> came first.</exception>
    public Task ReadyAsync(CancellationToken cancellationToken) => WaitAsync(state => state == BrokerState.Ready, cancellationToken);

    /// <summary>Waits until the broker can be connected to, even if it holds publishers back.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> came first.</exception>
    public Task ReachableAsync(CancellationToken cancellationToken) => WaitAsync(state => state != BrokerState.Away, cancellationToken);

    /// <summary>Counts the messages of a queue that wait for a consumer; those delivered and not yet acknowledged are not among them.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where that is unknown: the bus is in memory, there is no such queue, or the broker does not answer.</returns>
    public async Task<uint?> ReadyMessagesAsync(string queue, CancellationToken cancellationToken) =>
        _now is { State: BrokerState.Ready, Connection: { } connection }
            ? await connection.CountReadyAsync(queue).WaitAsync(cancellationToken)
            : null;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Func<BrokerState, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition(_now.State))
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private sealed record Snapshot(BrokerState State, string Detail, BrokerConnection? Connection);
}
