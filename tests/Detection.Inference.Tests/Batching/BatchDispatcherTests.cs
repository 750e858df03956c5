using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Batching;

/// <summary>What shares a batch, and when it begins.</summary>
public sealed class BatchDispatcherTests
{
    [Fact]
    public async Task Should_not_keep_a_picture_waiting_that_comes_alone()
    {
        using var rig = new BatchRig(delay: 1000);

        // The clock stands still: any wait would last for ever.
        Assert.Equal(1, (await rig.SendAsync(7)).BatchSize);
        rig.Time.Advance(5000);
        Assert.Equal(1, (await rig.SendAsync(8)).BatchSize);
    }

    [Fact]
    public async Task Should_gather_what_comes_while_a_batch_runs()
    {
        using var rig = new BatchRig(largest: 4, hold: true);
        var first = rig.SendAsync(1);
        var running = await rig.Runner.BegunAsync();
        var others = rig.Send(2, 3, 4, 5);

        rig.Runner.Hold = false;
        running.Release();

        Assert.Equal(1, (await first).BatchSize);
        Assert.All(await Task.WhenAll(others), run => Assert.Equal(4, run.BatchSize));
        Assert.Equal([2, 3, 4, 5], (await rig.Runner.BegunAsync()).Pictures);
    }

    [Fact]
    public async Task Should_wait_for_more_while_pictures_keep_coming_but_no_longer_than_the_delay()
    {
        using var rig = new BatchRig(largest: 8, delay: 10);
        await rig.SendAsync(1);
        await rig.Runner.BegunAsync();

        rig.Time.Advance(4);
        var second = rig.SendAsync(2); // 4 ms after the first: another is expected until 8 ms from now
        await rig.Time.TimerAsync(8);
        rig.Time.Advance(4);
        var third = rig.SendAsync(3);
        await rig.Time.TimerAsync(6); // the second has waited 4 of its 10 ms
        rig.Time.Advance(5.9);
        await rig.Time.TimerAsync(0.1);
        Assert.Empty(rig.Runner.Begun());

        rig.Time.Advance(0.1);

        Assert.All(await Task.WhenAll(second, third), run => Assert.Equal(2, run.BatchSize));
    }

    [Fact]
    public async Task Should_not_wait_the_whole_delay_once_pictures_stop_coming()
    {
        using var rig = new BatchRig(delay: 1000);
        await rig.SendAsync(1);
        rig.Time.Advance(4);
        var last = rig.SendAsync(2);
        await rig.Time.TimerAsync(8);

        rig.Time.Advance(8);

        Assert.Equal(1, (await last).BatchSize);
    }

    [Fact]
    public async Task Should_begin_at_once_when_a_batch_is_full()
    {
        using var rig = new BatchRig(largest: 2, delay: 1000);
        await rig.SendAsync(1);
        rig.Time.Advance(4);

        Assert.All(await Task.WhenAll(rig.Send(2, 3)), run => Assert.Equal(2, run.BatchSize));
    }

    [Fact]
    public async Task Should_begin_at_once_when_there_is_more_to_run_after_it()
    {
        using var rig = new BatchRig(delay: 1000);
        await rig.SendAsync(1);
        rig.Time.Advance(4);

        var wide = rig.SendAsync(2, 64, 32);
        var high = rig.SendAsync(3, 32, 64);

        Assert.Equal(1, (await wide).BatchSize);
        rig.Time.Advance(8);
        Assert.Equal(1, (await high).BatchSize);
    }

    [Fact]
    public async Task Should_wait_for_pictures_that_are_being_written()
    {
        using var rig = new BatchRig();
        using var slow = await rig.Dispatcher.RentAsync(32, 32, default);
        var ready = rig.SendAsync(2);
        Assert.Empty(rig.Runner.Begun());

        slow.Bytes.Fill(1);

        Assert.Equal(2, (await slow.RunAsync(default)).BatchSize);
        Assert.Equal(2, (await ready).BatchSize);
    }

    [Fact]
    public async Task Should_not_wait_for_one_that_gives_its_place_back()
    {
        using var rig = new BatchRig();
        var quitter = await rig.Dispatcher.RentAsync(32, 32, default);
        var other = rig.SendAsync(2);

        quitter.Dispose();
        quitter.Dispose();

        Assert.Equal(1, (await other).BatchSize);
        Assert.Equal([2], (await rig.Runner.BegunAsync()).Pictures);
    }

    [Fact]
    public async Task Should_run_each_size_of_input_in_batches_of_its_own()
    {
        using var rig = new BatchRig(largest: 4, hold: true);
        var first = rig.SendAsync(9);
        var running = await rig.Runner.BegunAsync();
        Task[] others = [rig.SendAsync(1, 64, 32), rig.SendAsync(2), rig.SendAsync(3, 64, 32), rig.SendAsync(4)];
        rig.Runner.Hold = false;
        running.Release();
        await Task.WhenAll(others.Append(first));

        var (wide, square) = (await rig.Runner.BegunAsync(), await rig.Runner.BegunAsync());

        Assert.Equal((64, 32), (wide.Width, wide.Height));
        Assert.Equal([1, 3], wide.Pictures);
        Assert.Equal((32, 32), (square.Width, square.Height));
        Assert.Equal([2, 4], square.Pictures);
    }

    [Theory]
    [InlineData(0.0, new[] { 1, 1, 1 })]
    [InlineData(0.5, new[] { 2, 1, 2 })] // 64x48 and 64x32 in 64x48; 48x64 would need 64x64, twice as much as 64x32
    [InlineData(1.0, new[] { 3, 3, 3 })]
    public async Task Should_pad_inputs_as_far_as_they_may_be_to_share_a_batch(double padding, int[] sizes)
    {
        using var rig = new BatchRig(largest: 4, padding: padding, hold: true);
        // Memory for three batches: these three keep what follows in the waiting room, where the company is chosen.
        var busy = new[] { rig.SendAsync(9, 16, 16), rig.SendAsync(9, 16, 32), rig.SendAsync(9, 32, 16) };
        var running = await rig.Runner.BegunAsync();
        var waiting = new[] { rig.SendAsync(1, 64, 32), rig.SendAsync(2, 48, 64), rig.SendAsync(3, 64, 48) };
        rig.Runner.Hold = false;
        running.Release();
        await Task.WhenAll(busy);

        Assert.Equal(sizes, (await Task.WhenAll(waiting)).Select(run => run.BatchSize));
        Assert.All(rig.Runner.Begun(), run => Assert.True(run.Width * run.Height <= BatchRig.MaxSide * BatchRig.MaxSide));
    }

    [Fact]
    public async Task Should_let_no_size_starve_behind_a_popular_one()
    {
        using var rig = new BatchRig(largest: 2, hold: true);
        var tasks = new List<Task> { rig.SendAsync(100) };
        var run = await rig.Runner.BegunAsync();
        tasks.AddRange(rig.Send(1, 2, 3, 4, 5)); // two batches, and one that waits for memory
        tasks.Add(rig.SendAsync(200, 64, 32));
        var order = new List<byte>();
        for (byte next = 6; !order.Contains(200); next++)
        {
            tasks.Add(rig.SendAsync(next)); // the popular size keeps coming
            run.Release();
            run = await rig.Runner.BegunAsync();
            order.AddRange(run.Pictures);
        }

        // Its turn is after the batch of the one that was there before it.
        Assert.Equal([1, 2, 3, 4, 5, 6, 200], order);
        rig.Runner.Hold = false;
        run.Release();
        await Task.WhenAll(tasks);
    }

    [Fact]
    public async Task Should_use_no_more_memory_however_many_wait()
    {
        using var rig = new BatchRig(largest: 4, hold: true);
        var tasks = rig.Send([.. Enumerable.Range(1, 100).Select(i => (byte)i)]);
        var first = await rig.Runner.BegunAsync();
        rig.Runner.Hold = false;
        first.Release();

        await Task.WhenAll(tasks);

        var runs = rig.Runner.Begun().Prepend(first).ToArray();
        Assert.InRange(runs.Select(run => run.Memory).Distinct().Count(), 1, 3);
        Assert.All(runs, run => Assert.InRange(run.Pictures.Length, 1, 4));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (byte)i), runs.SelectMany(run => run.Pictures).Where(p => p > 0).Order());
    }

    [Fact]
    public async Task Should_pad_with_nothing_to_a_size_that_runs()
    {
        using var rig = new BatchRig(largest: 8);
        for (var i = 0; i < 6; i++)
            await Task.WhenAll(rig.Send(11, 12, 13, 14, 15, 16, 17, 18)); // leaves its traces in all the memory there is
        rig.Runner.Begun();
        rig.Runner.Hold = true;
        var first = rig.SendAsync(9);
        var running = await rig.Runner.BegunAsync();
        var others = rig.Send(1, 2, 3, 4, 5);
        rig.Runner.Hold = false;
        running.Release();
        await Task.WhenAll(others.Append(first));

        Assert.Equal([1, 2, 3, 4, 5, 0, 0, 0], (await rig.Runner.BegunAsync()).Pictures);
    }
}
