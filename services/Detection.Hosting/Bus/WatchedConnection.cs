namespace Detection.Hosting.Bus;

/// <summary>One of the bus's connections, and for how long it has answered nothing.</summary>
/// <param name="name">What it is for, in words.</param>
/// <param name="ask">Asks the broker something over it; ends with the answer.</param>
/// <param name="time">Clock.</param>
internal sealed class WatchedConnection(string name, Func<Task> ask, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private long _answered = time.GetTimestamp();

    /// <summary>What it is for, in words.</summary>
    public string Name => name;

    /// <summary>Time since it last answered or was excused.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_answered);

    /// <summary>Begins to count anew: it could not have answered.</summary>
    public void Excuse() => _answered = time.GetTimestamp();

    /// <summary>Asks, and waits for an answer for five seconds at most.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var answer = ask();
        try
        {
            await answer.WaitAsync(Patience, time, cancellationToken);
            Excuse();
        }
        catch (Exception e) when ((e is BrokerUnavailableException || BrokerFault.IsOfClient(e)) && !cancellationToken.IsCancellationRequested)
        {
            // No answer is what this is about. The question is left to itself: cancelled, it could do harm of its own.
            answer.Forget();
        }
    }
}
