using System.Diagnostics;
using Detection.Inference.Batching;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Inference.Tests.Batching;

/// <summary>What gathering costs beside the network: memory is bounded by a test, time is only told.</summary>
public sealed class BatchCostTests(ITestOutputHelper output)
{
    private const int Pictures = 20_000, InWork = 48, MostBytes = 4096;

    [Fact]
    public async Task Should_produce_next_to_no_garbage()
    {
        using var dispatcher = new BatchDispatcher(
            new NoRunner(), new SlotSpec("none.onnx", 32 * 32, 5, InputKind.Bytes),
            new BatchPlan(BatchSizes.Few(16), TimeSpan.Zero, 0, []), NullLogger.Instance, TimeProvider.System);
        await WorkAsync(dispatcher, Pictures / 10);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var sizes = await WorkAsync(dispatcher, Pictures);
        var (elapsed, bytes) = (watch.Elapsed, GC.GetTotalAllocatedBytes(precise: true) - before);

        output.WriteLine($"{bytes / Pictures} bytes and {elapsed.TotalMicroseconds / Pictures:0.0} us a picture, {sizes:0.0} pictures a batch");
        Assert.InRange(bytes / Pictures, 1, MostBytes);
    }

    /// <summary>The mean size of the batches.</summary>
    private static async Task<double> WorkAsync(BatchDispatcher dispatcher, int pictures)
    {
        var sizes = await Task.WhenAll(Enumerable.Range(0, InWork).Select(_ => Task.Run(async () =>
        {
            var sum = 0.0;
            for (var i = 0; i < pictures / InWork; i++)
            {
                using var slot = await dispatcher.RentAsync(32, 32, default);
                sum += (await slot.RunAsync(default)).BatchSize;
            }

            return sum / (pictures / InWork);
        })));
        return sizes.Average();
    }

    private sealed class NoRunner : IBatchRunner, IBatchOutput
    {
        public IBatchOutput Run(in BatchInput input) => this;

        public ModelOutput Of(int index) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
