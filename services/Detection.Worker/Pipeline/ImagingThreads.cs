namespace Detection.Worker.Pipeline;

/// <summary>
/// Threads of their own for what keeps a core busy: decoding and annotating. A large picture takes hundreds of
/// milliseconds, and on the thread pool, which starts with one thread a core, everything else in the process would wait.
/// </summary>
/// <remarks>
/// What ends a picture goes before what begins one, so that pixels are freed before more are made. The queues hold no
/// more than there are pictures in work. Work that takes longer than it may is given up: it keeps its thread until it ends,
/// and another takes that one's place at once, so that no picture waits behind it.
/// </remarks>
internal sealed class ImagingThreads : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly Queue<Work> _ending = new();
    private readonly Queue<Work> _beginning = new();
    private readonly List<Thread> _threads = []; // Without those whose work was given up.
    private readonly TimeProvider _time;
    private bool _disposed;

    /// <param name="count">Threads, at least 1.</param>
    /// <param name="time">Measures waits and runs.</param>
    public ImagingThreads(int count, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _time = time;
        for (var number = 1; number <= count; number++)
            Start($"imaging {number}");
    }

    /// <summary>Has a thread begin a picture: decode it.</summary>
    /// <param name="work">Runs on the thread, once at most; its exception is the task's.</param>
    /// <param name="limit">How long it may run.</param>
    /// <param name="late">
    /// Called when work ends that was given up, with what came of it; null where nothing did. What the work uses must live until then.
    /// </param>
    /// <param name="cancellationToken">As with <see cref="EndAsync"/>.</param>
    /// <exception cref="WorkGivenUpException">It runs longer than it may.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it began.</exception>
    public Task<Timed<T>> BeginAsync<T>(Func<T> work, TimeSpan limit, Action<T?> late, CancellationToken cancellationToken) =>
        Add(_beginning, new LimitedWork<T>(work, limit, late, this, _time, cancellationToken));

    /// <summary>Has a thread end a picture: annotate it. Goes before all that begins.</summary>
    /// <param name="work">Runs on the thread, once at most; its exception is the task's.</param>
    /// <param name="cancellationToken">
    /// Looked at when the work's turn comes; work that began finishes. So what the work uses may be freed once the task has
    /// ended, and not before.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled before it began.</exception>
    public Task<Timed<T>> EndAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Add(_ending, new Work<T>(work, _time, cancellationToken));

    /// <summary>Refuses new work, and returns when what is queued is done, but for work that was given up.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        while (First() is { } thread)
        {
            // What it does may be given up meanwhile.
            if (thread.Join(_pause))
                Forget(thread);
        }
    }

    private Thread? First()
    {
        lock (_gate)
            return _threads.FirstOrDefault();
    }

    /// <summary>Whether a thread still was one of these.</summary>
    private bool Forget(Thread thread)
    {
        lock (_gate)
            return _threads.Remove(thread);
    }

    private void Start(string name)
    {
        var thread = new Thread(Loop) { IsBackground = true, Name = name };
        lock (_gate)
        {
            // Started within: Dispose joins every thread that it finds.
            thread.Start();
            _threads.Add(thread);
        }
    }

    private Task<Timed<T>> Add<T>(Queue<Work> queue, Work<T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            queue.Enqueue(work);
            Monitor.Pulse(_gate);
        }

        return work.Task;
    }

    /// <summary>Puts another thread in the place of one whose work was given up.</summary>
    private void Replace(Thread thread)
    {
        if (Forget(thread))
            Start(thread.Name!);
    }

    private void Loop()
    {
        // Replaced meanwhile: there are enough without this one.
        while (Next() is { } work && work.Run())
        {
        }
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
        /// <summary>False where the thread is not to go on.</summary>
        public abstract bool Run();
    }

    private class Work<T>(Func<T> action, TimeProvider time, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<Timed<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly long _queued = time.GetTimestamp();

        public Task<Timed<T>> Task => _completion.Task;

        public override bool Run()
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _completion.SetCanceled(cancellationToken);
                return true;
            }

            var began = time.GetTimestamp();
            try
            {
                var value = action();
                return _completion.TrySetResult(new Timed<T>(
                    value, time.GetElapsedTime(_queued, began).TotalMilliseconds, time.GetElapsedTime(began).TotalMilliseconds))
                    || Late(value);
            }
#pragma warning disable CA1031 // It reaches whoever awaits the work; on this thread it would end the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return _completion.TrySetException(e) || Late(default);
            }
        }

        /// <summary>Gives the work up; false where it has ended.</summary>
        protected bool TryGiveUp() => _completion.TrySetException(new WorkGivenUpException());

        /// <summary>Takes what comes of work that was given up.</summary>
        protected virtual bool Late(T? value) => throw new InvalidOperationException("Only work with a limit is given up.");
    }

    private sealed class LimitedWork<T>(
        Func<T> action, TimeSpan limit, Action<T?> late, ImagingThreads threads, TimeProvider time, CancellationToken cancellationToken)
        : Work<T>(action, time, cancellationToken)
    {
        private readonly TimeProvider _clock = time;
        private Thread? _thread;

        public override bool Run()
        {
            _thread = Thread.CurrentThread;
            using var timer = _clock.CreateTimer(static work => ((LimitedWork<T>)work!).End(), this, limit, Timeout.InfiniteTimeSpan);
            return base.Run();
        }

        protected override bool Late(T? value)
        {
            late(value);
            return false;
        }

        private void End()
        {
            if (TryGiveUp())
                threads.Replace(_thread!);
        }
    }
}
