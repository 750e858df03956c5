using Detection.Inference.Batching;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Batching;

/// <summary>Everything at once, over and over: nobody may get another's answer, none, or two.</summary>
public sealed class BatchStressTests
{
    private const int Threads = 16, PerThread = 400;
    private static readonly (int Width, int Height)[] Shapes = [(32, 32), (64, 32), (32, 64), (64, 64), (16, 16)];

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.0, 0)]
    [InlineData(1.0, 1)]
    public async Task Should_answer_every_picture_with_its_own(double padding, int delay)
    {
        var runner = new FakeRunner { Fault = run => run.Pictures.Contains((byte)66) ? new InferenceException("poison") : null };
        var plan = new BatchPlan(BatchSizes.Few(6), TimeSpan.FromMilliseconds(delay), padding, []);
        var dispatcher = new BatchDispatcher(
            runner, new SlotSpec("fake.onnx", 64 * 64, FakeRunner.Rows, InputKind.Bytes), plan, new RecordingLogger(), TimeProvider.System);

        var tallies = await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Run(() => WorkAsync(dispatcher, seed))));
        dispatcher.Dispose();

        Assert.Equal(Threads * PerThread, tallies.Sum(tally => tally.Answered + tally.Faulted + tally.Cancelled + tally.Left));
        Assert.All(tallies, tally => Assert.True(tally is { Answered: > 100, Faulted: > 0, Left: > 0 }));
        Assert.Equal(0, runner.OutputsAlive);
    }

    [Fact]
    public async Task Should_end_well_whenever_it_is_disposed()
    {
        for (var round = 0; round < 50; round++)
        {
            var runner = new FakeRunner();
            var plan = new BatchPlan(BatchSizes.Few(3), TimeSpan.FromMilliseconds(1), 0, []);
            var dispatcher = new BatchDispatcher(
                runner, new SlotSpec("fake.onnx", 64 * 64, FakeRunner.Rows, InputKind.Bytes), plan, new RecordingLogger(), TimeProvider.System);
            var answered = 0;
            var work = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                while (await OneAsync(dispatcher, (byte)(i + 1), Shapes[i % Shapes.Length], default))
                    Interlocked.Increment(ref answered);
            })).ToArray();
            while (Volatile.Read(ref answered) < round)
                await Task.Yield();

            dispatcher.Dispose();

            foreach (var task in work)
                await Assert.ThrowsAsync<ObjectDisposedException>(() => task.WaitAsync(FakeRunner.Patience));
            Assert.Equal(0, runner.OutputsAlive);
            Assert.True(runner.Disposed);
        }
    }

    private static async Task<Tally> WorkAsync(BatchDispatcher dispatcher, int seed)
    {
        var random = new Random(seed);
        var tally = new Tally();
        for (var i = 0; i < PerThread; i++)
        {
            var picture = (byte)(1 + random.Next(50));
            if (random.Next(20) == 0)
                picture = 66;
            using var cancellation = new CancellationTokenSource();
            if (random.Next(10) == 0)
                cancellation.CancelAfter(TimeSpan.FromMicroseconds(random.Next(300)));
            var leave = random.Next(15) == 0;
            try
            {
                if (await OneAsync(dispatcher, picture, Shapes[random.Next(Shapes.Length)], cancellation.Token, leave))
                    tally.Answered++;
                else
                    tally.Left++;
            }
            catch (InferenceException)
            {
                Assert.Equal(66, picture);
                tally.Faulted++;
            }
            catch (OperationCanceledException)
            {
                tally.Cancelled++;
            }
        }

        return tally;
    }

    private static async Task<bool> OneAsync(
        BatchDispatcher dispatcher, byte picture, (int Width, int Height) shape, CancellationToken ct, bool leave = false)
    {
        using var slot = await dispatcher.RentAsync(shape.Width, shape.Height, ct);
        slot.Bytes.Fill(picture);
        if (leave)
            return false;
        await slot.RunAsync(ct);
        Assert.Equal(picture, slot.Output.ToArray()[0]);
        Assert.False(slot.Output.ToArray().AsSpan().ContainsAnyExcept((float)picture));
        return true;
    }

    private sealed class Tally
    {
        public int Answered { get; set; }

        public int Faulted { get; set; }

        public int Cancelled { get; set; }

        public int Left { get; set; }
    }
}
