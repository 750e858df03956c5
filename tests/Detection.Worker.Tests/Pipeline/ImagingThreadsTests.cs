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

        var done = await threads.BeginAsync(() => 42, Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None);

        Assert.Equal(42, done.Value);
        Assert.True(done is { Waited: >= 0, Ran: >= 0 });
    }

    [Fact]
    public async Task Should_hand_an_error_to_who_waits_and_go_on()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);

        var e = await Assert.ThrowsAsync<InvalidDataException>(
            () => threads.BeginAsync<int>(() => throw new InvalidDataException("no picture"), Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None));

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

        var first = threads.BeginAsync(() => Wait(busy), Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None);
        var begin = threads.BeginAsync(() => Note("begin"), Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None);
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

        var first = threads.BeginAsync(() => Wait(busy), Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None);
        var second = threads.BeginAsync(() => ran = true, Timeout.InfiniteTimeSpan, _ => { }, cancelled.Token);
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
        var queued = Enumerable.Range(0, 10).Select(number => threads.BeginAsync(() => number, Timeout.InfiniteTimeSpan, _ => { }, CancellationToken.None)).ToArray();

        threads.Dispose();

        Assert.All(queued, task => Assert.True(task.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => threads.EndAsync(() => 1, CancellationToken.None));
    }

    /// <summary>The only thread hangs: another takes its place, and what comes of the work is given to whoever frees it.</summary>
    [Fact]
    public async Task Should_give_up_what_takes_too_long_and_go_on_with_as_many_threads()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);
        using var busy = new ManualResetEventSlim();
        var late = new TaskCompletionSource<string?>();

        var stuck = threads.BeginAsync(() => Wait(busy) ? "late" : "never", TimeSpan.FromMilliseconds(50), late.SetResult, CancellationToken.None);

        await Assert.ThrowsAsync<WorkGivenUpException>(() => stuck);
        Assert.Equal(1, (await threads.EndAsync(() => 1, CancellationToken.None)).Value);
        Assert.False(late.Task.IsCompleted);
        busy.Set();
        Assert.Equal("late", await late.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(2, (await threads.EndAsync(() => 2, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Should_free_what_fails_after_it_was_given_up()
    {
        using var threads = new ImagingThreads(1, TimeProvider.System);
        using var busy = new ManualResetEventSlim();
        var late = new TaskCompletionSource<string?>();

        var stuck = threads.BeginAsync<string>(
            () => throw new InvalidDataException($"{Wait(busy)}"), TimeSpan.FromMilliseconds(50), late.SetResult, CancellationToken.None);

        await Assert.ThrowsAsync<WorkGivenUpException>(() => stuck);
        busy.Set();
        Assert.Null(await late.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Should_not_wait_at_its_end_for_what_was_given_up()
    {
        using var busy = new ManualResetEventSlim();
        var threads = new ImagingThreads(2, TimeProvider.System);
        var stuck = threads.BeginAsync(() => Wait(busy), TimeSpan.FromMilliseconds(50), _ => { }, CancellationToken.None);

        threads.Dispose();

        await Assert.ThrowsAsync<WorkGivenUpException>(() => stuck);
        busy.Set();
    }

    private static bool Wait(ManualResetEventSlim busy) => busy.Wait(TimeSpan.FromSeconds(60));
}
