using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Batching;

public sealed class BatchWarmUpTests
{
    [Fact]
    public void Should_run_every_size_of_every_shape_once()
    {
        using var rig = new BatchRig(largest: 6, warm: [(64, 64), (64, 32)]);

        rig.Dispatcher.Fill();

        Assert.Equal(
            [(64, 64, 1), (64, 64, 2), (64, 64, 4), (64, 64, 6), (64, 32, 1), (64, 32, 2), (64, 32, 4), (64, 32, 6)],
            rig.Runner.Begun().Select(run => (run.Width, run.Height, run.Pictures.Length)));
        Assert.Equal(0, rig.Runner.OutputsAlive);
    }

    [Fact]
    public async Task Should_do_without_sizes_that_do_not_run()
    {
        using var rig = new BatchRig(largest: 8, warm: [(64, 64), (64, 32)]);
        rig.Runner.Fault = run => run.Pictures.Length > 2 ? new InferenceException("out of memory") : null;

        rig.Dispatcher.Fill();

        Assert.Equal([1, 2, 4, 1, 2], rig.Runner.Begun().Select(run => run.Pictures.Length));
        Assert.Equal(2, rig.Dispatcher.LargestBatch);
        Assert.Contains("out of memory", Assert.Single(rig.Logger.Entries).Message, StringComparison.Ordinal);
        await Task.WhenAll(rig.Send(1, 2, 3, 4, 5, 6, 7));
        Assert.All(rig.Runner.Begun(), run => Assert.InRange(run.Pictures.Length, 1, 2));
    }

    [Fact]
    public void Should_say_which_shape_does_not_run_at_all()
    {
        using var rig = new BatchRig(largest: 2, warm: [(64, 32), (32, 64)]);
        rig.Runner.Fault = run => run.Width == 64 ? new InferenceException("too wide") : null;

        rig.Dispatcher.Fill();

        Assert.Contains("64x32", Assert.Single(rig.Logger.Entries).Message, StringComparison.Ordinal);
        Assert.Equal(2, rig.Dispatcher.LargestBatch);
    }
}
