using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Batching;

/// <summary>Each picture of a batch has an answer, a fault and a cancellation of its own.</summary>
public sealed class BatchFaultTests
{
    private const byte Poison = 66;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task Should_fault_only_the_picture_that_breaks_the_batch(int at)
    {
        using var rig = new BatchRig(largest: 8, hold: true);
        rig.Runner.Fault = run => run.Pictures.Contains(Poison) ? new InferenceException($"cannot run {run.Pictures.Length}") : null;
        byte[] pictures = [1, 2, 3, 4, 5, 6, 7];
        pictures[at] = Poison;

        var (tasks, runs) = await BehindAnotherAsync(rig, pictures);

        for (var i = 0; i < pictures.Length; i++)
        {
            if (i != at)
                Assert.InRange((await tasks[i]).BatchSize, 1, 4);
        }

        var e = await Assert.ThrowsAsync<InferenceException>(() => tasks[at]);
        Assert.Equal("cannot run 1", e.Message);
        // 7, then halves of 8: 4 and 3, 2 and 2, or 2 and 1, 1 and 1.
        Assert.InRange(runs.Count, 5, 7);
        Assert.All(rig.Logger.Entries, entry => Assert.Equal(LogLevel.Warning, entry.Level));
        Assert.Contains("A batch of 7 pictures failed", rig.Logger.Entries.First().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_give_each_picture_its_own_fault_when_all_fail()
    {
        using var rig = new BatchRig(largest: 4, hold: true);
        var (tasks, _) = await BehindAnotherAsync(rig, [1, 2, 3, 4],
            run => run.Pictures is [9] ? null : new InvalidOperationException($"no {string.Join(',', run.Pictures)}"));

        for (var i = 0; i < tasks.Length; i++)
        {
            var e = await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[i]);
            Assert.Equal($"no {i + 1}", e.Message);
        }
    }

    [Fact]
    public async Task Should_answer_all_when_only_their_number_was_at_fault()
    {
        using var rig = new BatchRig(largest: 8, hold: true);

        var (tasks, runs) = await BehindAnotherAsync(rig, [1, 2, 3, 4, 5],
            run => run.Pictures.Length > 2 ? new InferenceException("out of memory") : null);

        Assert.Equal([2, 2, 2, 2, 1], (await Task.WhenAll(tasks)).Select(run => run.BatchSize));
        Assert.Equal(["1,2,3,4,5,0,0,0", "1,2,3,4", "1,2", "3,4", "5"], runs.Select(run => string.Join(',', run.Pictures)));
    }

    [Fact]
    public async Task Should_serve_on_after_faults()
    {
        using var rig = new BatchRig();
        rig.Runner.Fault = run => run.Pictures.Contains(Poison) ? new InferenceException("bad") : null;

        for (byte i = 1; i < 10; i++)
        {
            await Assert.ThrowsAsync<InferenceException>(() => rig.SendAsync(Poison));
            Assert.Equal(1, (await rig.SendAsync(i)).BatchSize);
        }

        Assert.Equal(0, rig.Runner.OutputsAlive);
    }

    [Fact]
    public async Task Should_leave_out_what_was_cancelled_before_its_batch_began()
    {
        using var rig = new BatchRig(largest: 8, hold: true);
        using var cancellation = new CancellationTokenSource();
        var first = rig.SendAsync(9);
        var running = await rig.Runner.BegunAsync();
        var kept = new List<Task<SlotRun>>();
        var cancelled = new List<Task>();
        for (byte i = 1; i <= 7; i++)
        {
            if (i is 1 or 4 or 5)
                cancelled.Add(rig.SendAsync(i, ct: cancellation.Token));
            else
                kept.Add(rig.SendAsync(i));
        }

        await cancellation.CancelAsync();
        foreach (var task in cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        rig.Runner.Hold = false;
        running.Release();
        await first;

        Assert.All(await Task.WhenAll(kept), run => Assert.Equal(4, run.BatchSize));
        Assert.Equal([2, 3, 6, 7], (await rig.Runner.BegunAsync()).Pictures.Order().ToArray());
        Assert.Empty(rig.Runner.Begun());
    }

    [Fact]
    public async Task Should_finish_what_is_cancelled_once_it_runs()
    {
        using var rig = new BatchRig(hold: true);
        using var cancellation = new CancellationTokenSource();
        var task = rig.SendAsync(1, ct: cancellation.Token);
        var run = await rig.Runner.BegunAsync();

        await cancellation.CancelAsync();
        run.Release();

        Assert.Equal(1, (await task).BatchSize);
    }

    [Fact]
    public async Task Should_let_the_waiting_give_up_and_give_their_place_to_others()
    {
        using var rig = new BatchRig(largest: 1, hold: true);
        using var cancellation = new CancellationTokenSource();
        var first = rig.SendAsync(1);
        var running = await rig.Runner.BegunAsync();
        var placed = rig.Send(2, 3);
        var waiting = rig.SendAsync(4, ct: cancellation.Token);
        var last = rig.SendAsync(5);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        rig.Runner.Hold = false;
        running.Release();
        await Task.WhenAll([first, .. placed, last]);
        Assert.Equal([2, 3, 5], rig.Runner.Begun().Select(run => Assert.Single(run.Pictures)));
    }

    [Fact]
    public async Task Should_refuse_a_token_that_is_cancelled_already()
    {
        using var rig = new BatchRig();
        using var slot = await rig.Dispatcher.RentAsync(32, 32, default);
        slot.Bytes.Fill(1);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Dispatcher.RentAsync(32, 32, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slot.RunAsync(cancelled).AsTask());
        Assert.Equal(1, (await slot.RunAsync(default)).BatchSize);
    }

    [Fact]
    public async Task Should_refuse_misuse_of_a_slot()
    {
        using var rig = new BatchRig();
        using var slot = await rig.Dispatcher.RentAsync(32, 32, default);

        Assert.Throws<InvalidOperationException>(() => slot.Output.Anchors);
        Assert.Throws<InvalidOperationException>(() => slot.Floats.Length);
        Assert.Equal(3 * 32 * 32, slot.Bytes.Length);
        slot.Bytes.Fill(1);
        await slot.RunAsync(default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => slot.RunAsync(default).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rig.Dispatcher.RentAsync(65, 64, default).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => rig.Dispatcher.RentAsync(0, 64, default).AsTask());
    }

    /// <summary>Sends pictures while another one runs, so that they share the next batch; the runs are those behind that one.</summary>
    private static async Task<(Task<SlotRun>[] Tasks, IReadOnlyList<FakeRun> Runs)> BehindAnotherAsync(
        BatchRig rig, byte[] pictures, Func<FakeRun, Exception?>? fault = null)
    {
        rig.Runner.Fault = fault ?? rig.Runner.Fault;
        var first = rig.SendAsync(9);
        var running = await rig.Runner.BegunAsync();
        var tasks = rig.Send(pictures);
        rig.Runner.Hold = false;
        running.Release();
        await first;
        await Task.WhenAll(tasks.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        return (tasks, rig.Runner.Begun());
    }
}
