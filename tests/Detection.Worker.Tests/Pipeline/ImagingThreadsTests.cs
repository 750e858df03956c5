using System.Collections.Concurrent;
using Detection.Worker.Pipeline;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

public sealed class ImagingThreadsTests
{
    [Fact]
    public async Task Should_give_the_result_and_the_times()
    {
        using var threads = new ImagingThreads(2, TimeProvider.System);

        var done = await threads.BeginAsync(() => 42, CancellationToken.None);

        Assert.Equal(42, done.Value);
        Assert.True(done is { Waited: >= 0, Ran: >= 0 });
    }

    [Fact]
    public async Task Should_hand_an_error_to_who_waits_and_go_on()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);

        var e = await Assert.ThrowsAsync<InvalidDataException>(
            () => threads.BeginAsync<int>(() => throw new InvalidDataException("no picture"), CancellationToken.None));

        Assert.Equal("no picture", e.Message);
        Assert.Equal(1, (await threads.EndAsync(() => 1, CancellationToken.None)).Value);
    }

    /// <summary>Pixels are freed before more are made.</summary>
    [Fact]
    public async Task Should_end_pictures_before_it_begins_others()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);
        using var busy = new ManualResetEventSlim();
        var order = new ConcurrentQueue<string>();

        var first = threads.BeginAsync(() => Wait(busy), CancellationToken.None);
        var begin = threads.BeginAsync(() => Note("begin"), CancellationToken.None);
        var end = threads.EndAsync(() => Note("end"), CancellationToken.None);
        busy.Set();
        await Task.WhenAll(first, begin, end);

        Assert.Equal(["end", "begin"], order);

        bool Note(string what)
        {
            order.Enqueue(what);
            return true;
        }
    }

    [Fact]
    public async Task Should_do_no_more_at_once_than_there_are_threads()
    {
        using var threads = new ImagingThreads(2, TimeProvider.System);
        using var busy = new ManualResetEventSlim();
        using var both = new CountdownEvent(2);
        var running = 0;

        var all = Enumerable.Range(0, 6).Select(_ => threads.EndAsync(Work, CancellationToken.None)).ToArray();
        Assert.True(both.Wait(TimeSpan.FromSeconds(60)));
        Assert.Equal(2, Volatile.Read(ref running));
        busy.Set();

        Assert.All(await Task.WhenAll(all), done => Assert.InRange(done.Value, 1, 2));

        int Work()
        {
            var now = Interlocked.Increment(ref running);
            if (!busy.IsSet)
                both.Signal();
            Wait(busy);
            Interlocked.Decrement(ref running);
            return now;
        }
    }

    [Fact]
    public async Task Should_leave_out_what_was_cancelled_before_its_turn()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);
        using var busy = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var ran = false;

        var first = threads.BeginAsync(() => Wait(busy), CancellationToken.None);
        var second = threads.BeginAsync(() => ran = true, cancelled.Token);
        await cancelled.CancelAsync();
        Assert.False(second.IsCompleted); // what it uses may not be freed yet
        busy.Set();
        await first;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(ran);
    }

    [Fact]
    public async Task Should_finish_what_is_queued_and_refuse_more_when_it_is_disposed()
    {
        var threads = new ImagingThreads(1, TimeProvider.System);
        var queued = Enumerable.Range(0, 10).Select(number => threads.BeginAsync(() => number, CancellationToken.None)).ToArray();

        threads.Dispose();

        Assert.All(queued, task => Assert.True(task.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => threads.EndAsync(() => 1, CancellationToken.None));
    }

    private static bool Wait(ManualResetEventSlim busy) => busy.Wait(TimeSpan.FromSeconds(60));
}
