using System.Diagnostics;

namespace Detection.Benchmarks.Measuring;

/// <summary>
/// Keeps a fixed number of pictures in work: each lane takes the next one when its last is done. The rate is taken between
/// two completions while all lanes are busy, so that neither the run-up nor the end counts.
/// </summary>
/// <param name="lanes">Pictures in work at once.</param>
/// <param name="lead">Completions before the measurement begins.</param>
/// <param name="count">Completions measured; of whole passes through the pictures, so that each repetition has the same mix.</param>
/// <param name="watched">Processes whose CPU time is read at both moments.</param>
internal sealed class ClosedLoop(int lanes, int lead, int count, params IReadOnlyList<WatchedProcess> watched)
{
    private int _taken = -1;
    private int _completed;
    private Moment? _begin;
    private Moment? _end;
    private volatile bool _stopped;

    /// <summary>Runs until so many are done, and until what was begun is done too. Once.</summary>
    /// <param name="work">Does the picture of this number (0, 1, ...) on this lane.</param>
    /// <param name="cancellationToken">Begins no more pictures; what was begun is done all the same.</param>
    /// <exception cref="OperationCanceledException">Cancelled before it was through.</exception>
    public async Task<LoopResult> RunAsync(Func<int, int, Task> work, CancellationToken cancellationToken)
    {
        // A thread for each lane: work that does not give its thread back is not held up by the thread pool's slow growth.
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane =>
            Task.Factory.StartNew(() => LaneAsync(lane, work, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        var (begin, end) = (_begin!, _end!);
        return new LoopResult(
            count,
            Stopwatch.GetElapsedTime(begin.Timestamp, end.Timestamp).TotalSeconds,
            watched.Select((process, i) => (process.Name, Seconds: end.CpuSeconds[i] - begin.CpuSeconds[i]))
                .ToDictionary(process => process.Name, process => process.Seconds));
    }

    private async Task LaneAsync(int lane, Func<int, int, Task> work, CancellationToken cancellationToken)
    {
        while (!_stopped)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                await work(lane, Interlocked.Increment(ref _taken));
            }
            catch
            {
                _stopped = true;
                throw;
            }

            var completed = Interlocked.Increment(ref _completed);
            if (completed == lead)
                _begin = Now();
            else if (completed == lead + count)
                (_end, _stopped) = (Now(), true);
        }
    }

    private Moment Now() => new(Stopwatch.GetTimestamp(), [.. watched.Select(process => process.CpuSeconds())]);

    private sealed record Moment(long Timestamp, double[] CpuSeconds);
}
