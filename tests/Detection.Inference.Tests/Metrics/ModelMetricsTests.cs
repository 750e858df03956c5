using System.Diagnostics.Metrics;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Xunit;

namespace Detection.Inference.Tests.Metrics;

public sealed class ModelMetricsTests
{
    private static readonly ModelInfo OnGpu = new()
    {
        Name = "on-gpu",
        File = "/models/on-gpu.onnx",
        Task = "detect",
        Labels = ["person"],
        Stride = 32,
        InputWidth = 640,
        InputHeight = 640,
        DynamicBatch = true,
        DynamicSize = true,
        Provider = "CUDA",
        Layout = "one session",
        SelfTest = new SelfTestResult(true, 2),
    };

    private static readonly ModelInfo NotOnGpu = OnGpu with
    {
        Name = "not-on-gpu",
        Provider = "CPU",
        ProviderNote = "out of memory",
        GpuSigns = ["/dev/nvidia0 is there"],
    };

    [Fact]
    public void Should_tell_what_runs_each_model_and_whether_a_GPU_lies_idle()
    {
        using var metrics = new ModelMetrics(() => [OnGpu, NotOnGpu]);

        Assert.Equal(
            [
                "detection.gpu.unused model=not-on-gpu reason=out of memory: 1",
                "detection.gpu.unused model=on-gpu reason=: 0",
                "detection.model.provider model=not-on-gpu provider=CPU reason=out of memory: 1",
                "detection.model.provider model=on-gpu provider=CUDA reason=: 1",
            ],
            Observe());
    }

    [Fact]
    public void Should_tell_nothing_more_once_disposed()
    {
        new ModelMetrics(() => [OnGpu, NotOnGpu]).Dispose();

        Assert.Empty(Observe());
    }

    /// <summary>Only of these tests' models: other tests' meters may be alive.</summary>
    private static List<string> Observe()
    {
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.IsObservable && instrument.Meter.Name == ModelMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
        {
            var texts = new List<string>();
            foreach (var (name, tag) in tags)
                texts.Add($"{name}={tag}");
            if (texts[0].EndsWith("on-gpu", StringComparison.Ordinal))
                seen.Add($"{instrument.Name} {string.Join(' ', texts)}: {value}");
        });
        listener.Start();
        listener.RecordObservableInstruments();
        seen.Sort(StringComparer.Ordinal);
        return seen;
    }
}
