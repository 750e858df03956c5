using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Detection.Inference.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Batching;

public sealed class BatchMetricsTests
{
    [Fact]
    public async Task Should_record_the_size_of_each_batch()
    {
        var sizes = new ConcurrentQueue<int>();
        using (Listen("metered", sizes.Enqueue))
        {
            using var rig = new BatchRig(largest: 4, hold: true, model: "metered");
            var first = rig.SendAsync(1);
            var running = await rig.Runner.BegunAsync();
            var others = rig.Send(2, 3, 4);
            rig.Runner.Hold = false;
            running.Release();
            await Task.WhenAll(others.Append(first));
        }

        Assert.Equal([1, 3], sizes);
    }

    [Fact]
    public async Task Should_serve_on_when_a_listener_throws()
    {
        using var listener = Listen("troubled", _ => throw new InvalidOperationException("a bad listener"));
        using var rig = new BatchRig(model: "troubled");

        Assert.Equal(1, (await rig.SendAsync(1)).BatchSize);
        Assert.Equal(1, (await rig.SendAsync(2)).BatchSize);

        rig.Dispose();
        Assert.Equal([LogLevel.Error, LogLevel.Error], rig.Logger.Entries.Select(entry => entry.Level));
    }

    private static MeterListener Listen(string model, Action<int> recorded)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: "Detection.Inference", Name: "detection.inference.batch_size" })
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, size, tags, _) =>
        {
            if (tags is [{ Key: "model", Value: string name }] && name == model)
                recorded(size);
        });
        listener.Start();
        return listener;
    }
}
