namespace Detection.Inference.Execution;

/// <summary>
/// A thread that does one piece of work at a time. A network keeps a thread busy for tens of milliseconds; on the thread
/// pool, which starts with one thread a core, that would hold up everything else in the process.
/// </summary>
internal sealed class SessionThread : IDisposable
{
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private Work? _work;

    public SessionThread(string name)
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Has the thread do <paramref name="work"/>. Not before the last piece's task has ended, and not after disposal.</summary>
    public Task<TimeSpan> RunAsync(Func<TimeSpan> work)
    {
        var next = new Work(work, new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously));
        _work = next;
        _wake.Release();
        return next.Completion.Task;
    }

    /// <summary>Ends the thread once its work is done.</summary>
    public void Dispose()
    {
        _work = null;
        _wake.Release();
        _thread.Join();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _wake.Wait();
            if (_work is not { } work)
                return;
            try
            {
                work.Completion.SetResult(work.Action());
            }
#pragma warning disable CA1031 // The awaiting caller gets it; on this thread it would end the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                work.Completion.SetException(e);
            }
        }
    }

    private sealed record Work(Func<TimeSpan> Action, TaskCompletionSource<TimeSpan> Completion);
}
