using System.Diagnostics;

namespace Detection.Benchmarks.Measuring;

/// <summary>Begins pictures at even intervals, whether or not the last ones are done, and times each.</summary>
internal static class OpenLoop
{
    /// <summary>Milliseconds from each picture's begin to its end, in the order of their begins.</summary>
    /// <param name="count">How many.</param>
    /// <param name="interval">Between two begins.</param>
    /// <param name="work">Does the picture of this number (0, 1, ...).</param>
    /// <param name="cancellationToken">Begins no more pictures.</param>
    /// <exception cref="OperationCanceledException">Cancelled before it was through.</exception>
    public static async Task<IReadOnlyList<double>> RunAsync(int count, TimeSpan interval, Func<int, Task> work, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var running = new List<Task<double>>(count);
        for (var i = 0; i < count; i++)
        {
            var early = (interval * i) - Stopwatch.GetElapsedTime(begin);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, cancellationToken);
            running.Add(TimeAsync(i));
        }

        return await Task.WhenAll(running);

        async Task<double> TimeAsync(int i)
        {
            var began = Stopwatch.GetTimestamp();
            await work(i);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }
}
