using System.Diagnostics.Metrics;
using Detection.Inference.Metrics;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests.Metrics;

/// <summary>A started worker tells what runs its models.</summary>
public sealed class ModelMetricsTests
{
    [Fact]
    public async Task Should_tell_what_runs_each_model()
    {
        await using var worker = await WorkerHarness.StartAsync();

        // Other tests' workers run the same model on the same provider beside this one.
        Assert.Contains("detection.model.provider: 1 (model=blocks, provider=CPU, reason=the CPU was asked for)", Observe());
        Assert.Contains("detection.gpu.unused: 0 (model=blocks, reason=)", Observe());
    }

    private static List<string> Observe()
    {
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ModelMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
            seen.Add($"{instrument.Name}: {value} ({string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))})"));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }
}
