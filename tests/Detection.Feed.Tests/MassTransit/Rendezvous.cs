namespace Detection.Feed.Tests.MassTransit;

/// <summary>Holds the first two that come until both are there; whoever comes later passes.</summary>
internal sealed class Rendezvous
{
    private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public Task MeetAsync()
    {
        if (Interlocked.Increment(ref _arrived) == 2)
            _both.SetResult();
        return _both.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
