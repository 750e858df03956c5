using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Batching;

public sealed class BatchDisposalTests
{
    [Fact]
    public async Task Should_refuse_those_without_a_place_and_finish_the_others()
    {
        var rig = new BatchRig(largest: 2, delay: 1000, hold: true);
        var first = rig.SendAsync(1);
        var running = await rig.Runner.BegunAsync();
        var placed = rig.Send(2, 3, 4);
        var waiting = rig.Send(5, 6, 7);

        var disposal = Task.Run(rig.Dispose);

        foreach (var task in waiting[1..])
            await Assert.ThrowsAsync<ObjectDisposedException>(() => task);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => rig.SendAsync(8));
        Assert.False(disposal.IsCompleted);
        Assert.False(rig.Runner.Disposed);
        rig.Runner.Hold = false;
        running.Release();
        await Task.WhenAll([first, .. placed, waiting[0], disposal]).WaitAsync(FakeRunner.Patience);
        Assert.True(rig.Runner.Disposed);
        Assert.Equal(0, rig.Runner.OutputsAlive);
    }

    [Fact]
    public async Task Should_wait_for_a_lease_that_is_out_and_let_it_run()
    {
        var rig = new BatchRig();
        var slot = await rig.Dispatcher.RentAsync(32, 32, default);

        var disposal = Task.Run(rig.Dispose);
        while (!Refuses(rig))
            await Task.Yield();

        Assert.False(disposal.IsCompleted);
        slot.Bytes.Fill(5);
        await slot.RunAsync(default);
        Assert.Equal(5, slot.Output.ToArray()[0]);
        Assert.False(rig.Runner.Disposed);
        slot.Dispose();
        await disposal.WaitAsync(FakeRunner.Patience);
        Assert.True(rig.Runner.Disposed);
    }

    [Fact]
    public void Should_end_when_nothing_ever_came_and_take_a_second_disposal()
    {
        var rig = new BatchRig();
        rig.Dispose();
        rig.Dispose();
        Assert.True(rig.Runner.Disposed);
    }

    private static bool Refuses(BatchRig rig)
    {
        try
        {
            rig.Dispatcher.RentAsync(64, 64, default).AsTask().GetAwaiter().GetResult().Dispose();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
