using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Detection.Inference.Tests.Support;

/// <summary>Hears the counter <c>detection.model.loads</c>.</summary>
internal sealed class LoadCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Model, string Outcome)> _loads = new();

    public LoadCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "detection.model.loads", Meter.Name: "Detection.Inference" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _loads.Enqueue((Tag(tags, "model"), Tag(tags, "outcome"))));
        _listener.Start();
    }

    /// <summary>Outcomes of a model's loads, in order. Tests beside this one load models of other names.</summary>
    public IEnumerable<string> Of(string model) => _loads.Where(load => load.Model == model).Select(load => load.Outcome);

    public void Dispose() => _listener.Dispose();

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
                return (string)value!;
        }

        return "";
    }
}
