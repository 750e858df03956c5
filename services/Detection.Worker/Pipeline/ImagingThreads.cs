namespace Detection.Worker.Pipeline;

/// <summary>
/// Threads of their own for what keeps a core busy: decoding and annotating. A large picture takes hundreds of
/// milliseconds, and on the thread pool, which starts with one thread a core, everything else in the process would wait.
/// </summary>
/// <remarks>
/// What ends a picture goes before what begins one, so that pixels are freed before more are made. The queues hold no
/// more than there are pictures in work.
/// </remarks>
internal sealed class ImagingThreads : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Work> _ending = new();
    private readonly Queue<Work> _beginning = new();
    private readonly Thread[] _threads;
    private readonly TimeProvider _time;
    private bool _disposed;

    /// <param name="count">Threads, at least 1.</param>
    /// <param name="time">Measures waits and runs.</param>
    public ImagingThreads(int count, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _time = time;
        _threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Loop) { IsBackground = true, Name = $"imaging {number}" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Has a thread begin a picture: decode it.</summary>
    /// <inheritdoc cref="EndAsync"/>
    public Task<Timed<T>> BeginAsync<T>(Func<T> work, CancellationToken cancellationToken) => Add(_beginning, work, cancellationToken);

    /// <summary>Has a thread end a picture: annotate it. Goes before all that begins.</summary>
    /// <param name="work">Runs on the thread, once at most; its exception is the task's.</param>
    /// <param name="cancellationToken">
    /// Looked at when the work's turn comes; work that began finishes. So what the work uses may be freed once the task has
    /// ended, and not before.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled before it began.</exception>
    public Task<Timed<T>> EndAsync<T>(Func<T> work, CancellationToken cancellationToken) => Add(_ending, work, cancellationToken);

    /// <summary>Refuses new work, and returns when what is queued is done.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private Task<Timed<T>> Add<T>(Queue<Work> queue, Func<T> action, CancellationToken cancellationToken)
    {
        var work = new Work<T>(action, _time, cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            queue.Enqueue(work);
            Monitor.Pulse(_gate);
        }

        return work.Task;
    }

    private void Loop()
    {
        while (Next() is { } work)
            work.Run();
    }

    private Work? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_ending.TryDequeue(out var work) || _beginning.TryDequeue(out work))
                    return work;
                if (_disposed)
                    return null;
                Monitor.Wait(_gate);
            }
        }
    }

    private abstract class Work
    {
        public abstract void Run();
    }

    private sealed class Work<T>(Func<T> action, TimeProvider time, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<Timed<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long _queued = time.GetTimestamp();

        public Task<Timed<T>> Task => _completion.Task;

        public override void Run()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _completion.SetCanceled(cancellationToken);
                return;
            }

            var began = time.GetTimestamp();
            try
            {
                var value = action();
                _completion.SetResult(new Timed<T>(
                    value, time.GetElapsedTime(_queued, began).TotalMilliseconds, time.GetElapsedTime(began).TotalMilliseconds));
            }
#pragma warning disable CA1031 // It reaches whoever awaits the work; on this thread it would end the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _completion.SetException(e);
            }
        }
    }
}
