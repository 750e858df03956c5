using Detection.Benchmarks.Measuring;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class ClosedLoopTests
{
    [Fact]
    public async Task Should_do_each_picture_once_and_keep_the_lanes_busy()
    {
        var done = new System.Collections.Concurrent.ConcurrentBag<(int Lane, int Picture)>();
        var (inWork, most) = (0, 0);

        var result = await new ClosedLoop(lanes: 3, lead: 4, count: 20, WatchedProcess.LoadGenerator).RunAsync(async (lane, picture) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inWork));
            await Task.Yield();
            done.Add((lane, picture));
            Interlocked.Decrement(ref inWork);
        }, CancellationToken.None);

        Assert.Equal(20, result.Count);
        Assert.True(result.PerSecond > 0);
        Assert.Equal(["load"], result.CpuMilliseconds.Keys);
        Assert.InRange(most, 1, 3);
        // What was in work when the last one counted is finished too, and no more is begun.
        Assert.InRange(done.Count, 24, 24 + 3);
        Assert.Equal(Enumerable.Range(0, done.Count), done.Select(one => one.Picture).Order());
        Assert.All(done, one => Assert.InRange(one.Lane, 0, 2));
    }

    [Fact]
    public async Task Should_end_with_what_a_picture_failed_with()
    {
        var loop = new ClosedLoop(lanes: 2, lead: 1, count: 1000);

        await Assert.ThrowsAsync<BenchmarkException>(() => loop.RunAsync(
            (_, picture) => picture == 5 ? Task.FromException(new BenchmarkException("five")) : Task.CompletedTask, CancellationToken.None));
    }

    [Fact]
    public async Task Should_begin_no_more_once_it_is_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        var begun = 0;
        var loop = new ClosedLoop(lanes: 2, lead: 1, count: int.MaxValue / 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.RunAsync(
            (_, picture) =>
            {
                Interlocked.Increment(ref begun);
                return picture == 5 ? interrupt.CancelAsync() : Task.CompletedTask;
            },
            interrupt.Token));

        Assert.True(begun >= 6);
    }

    [Fact]
    public async Task Should_begin_pictures_without_waiting_for_the_last()
    {
        var last = new TaskCompletionSource();

        // Each waits for the last one: were they begun one after the other, none would ever end.
        var taken = await OpenLoop.RunAsync(5, TimeSpan.FromMilliseconds(1), i =>
        {
            if (i == 4)
                last.SetResult();
            return last.Task;
        }, CancellationToken.None);

        Assert.Equal(5, taken.Count);
        Assert.All(taken, milliseconds => Assert.True(milliseconds >= 0));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
