namespace Detection.Storage;

/// <summary>
/// Threads of their own for what waits for a disk. A flush blocks its thread for milliseconds; on the thread pool, which
/// starts with one thread a core, everything else in the process would wait with it. Several flush side by side: the file
/// system's journal commits them together.
/// </summary>
/// <remarks>Threads start as they are needed and end when there was nothing to do for a while, so that there is nothing to dispose.</remarks>
/// <param name="most">Threads at once, at least 1.</param>
public sealed class DiskThreads(int most)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<Work> _waiting = new();
    private int _threads;
    private int _idle;

    /// <summary>Has a thread do the work; its exception is the task's.</summary>
    public Task RunAsync(Action action)
    {
        var work = new Work(action);
        lock (_gate)
        {
            _waiting.Enqueue(work);
            if (_waiting.Count <= _idle)
                Monitor.Pulse(_gate);
            else if (_threads < most)
                Start();
        }

        return work.Completion.Task;
    }

    private void Start()
    {
        _threads++;
        new Thread(Loop) { IsBackground = true, Name = "disk" }.Start();
    }

    private void Loop()
    {
        while (Next() is { } work)
        {
            try
            {
                work.Action();
                work.Completion.SetResult();
            }
#pragma warning disable CA1031 // It reaches whoever awaits the work; on this thread it would end the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                work.Completion.SetException(e);
            }
        }
    }

    private Work? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_waiting.TryDequeue(out var work))
                    return work;
                _idle++;
                var woken = Monitor.Wait(_gate, Idle);
                _idle--;
                if (!woken && _waiting.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }
        }
    }

    private sealed record Work(Action Action)
    {
        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
