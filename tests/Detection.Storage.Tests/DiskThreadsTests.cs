using System.Collections.Concurrent;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class DiskThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Flushes wait side by side; a barrier that all must reach shows it.</summary>
    [Fact]
    public async Task Should_work_side_by_side_up_to_the_limit()
    {
        var disk = new DiskThreads(3);
        using var barrier = new Barrier(3);
        var running = 0;
        var most = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => disk.RunAsync(() =>
        {
            most.Add(Interlocked.Increment(ref running));
            Assert.True(barrier.SignalAndWait(Patience));
            Interlocked.Decrement(ref running);
            Assert.True(barrier.SignalAndWait(Patience));
        })));

        Assert.Equal(3, most.Max());
    }

    [Fact]
    public async Task Should_keep_off_the_thread_pool()
    {
        var disk = new DiskThreads(1);
        var onPool = true;

        await disk.RunAsync(() => onPool = Thread.CurrentThread.IsThreadPoolThread);

        Assert.False(onPool);
    }

    [Fact]
    public async Task Should_hand_an_error_to_who_waits_and_go_on()
    {
        var disk = new DiskThreads(1);
        var after = false;

        await Assert.ThrowsAsync<IOException>(() => disk.RunAsync(() => throw new IOException("no disk")));
        await disk.RunAsync(() => after = true);

        Assert.True(after);
    }
}
