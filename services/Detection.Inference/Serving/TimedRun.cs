namespace Detection.Inference.Serving;

/// <summary>Runs what may never end: waits for it until a deadline, and no longer than anybody wants it.</summary>
internal static class TimedRun
{
    /// <summary>Runs <paramref name="work"/> on a thread of its own.</summary>
    /// <param name="work">What native code does cannot be interrupted: it may go on after nobody waits any more.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="late">Gets what comes of it after that.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static T Of<T>(Func<T> work, TimeSpan limit, Action<T> late, CancellationToken ct)
    {
        // A background thread, as all that the scheduler makes are: it does not keep the process.
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            if (Task.WaitAny([task], (int)limit.TotalMilliseconds, ct) < 0)
                throw new TimeoutException();
        }
        catch
        {
            // What fails late was given up already.
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
