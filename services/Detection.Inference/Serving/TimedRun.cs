namespace Detection.Inference.Serving;

/// <summary>Runs work that may never end: waits until a deadline or a cancellation.</summary>
internal static class TimedRun
{
    /// <summary>Runs <paramref name="work"/> on a thread of its own.</summary>
    /// <param name="work">Native code cannot be interrupted: it may go on after the wait has ended.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="late">Gets a result that comes too late.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="TimeoutException">The work takes longer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static T Of<T>(Func<T> work, TimeSpan limit, Action<T> late, CancellationToken ct)
    {
        // The scheduler's threads are background threads: they do not keep the process alive.
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            if (Task.WaitAny([task], (int)limit.TotalMilliseconds, ct) < 0)
                throw new TimeoutException();
        }
        catch
        {
            // A late failure has nobody to report to: the work was given up.
            task.ContinueWith(
                static (ended, late) =>
                {
                    if (ended.IsCompletedSuccessfully)
                        ((Action<T>)late!)(ended.Result);
                    else
                        _ = ended.Exception;
                },
                late, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        return task.GetAwaiter().GetResult();
    }
}
