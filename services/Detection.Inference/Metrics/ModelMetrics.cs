using System.Diagnostics.Metrics;
using Detection.Inference.Models;

namespace Detection.Inference.Metrics;

/// <summary>Gauges of each model's provider (meter "Detection.Inference"), until disposed.</summary>
/// <remarks>
/// <c>detection.model.provider</c>: 1 for each model, with the tags model, provider and reason (why no better provider, or
/// empty). <c>detection.gpu.unused</c>: 1 for each model that runs on the CPU although a GPU was wanted and there are signs
/// of one, else 0, with the tags model and reason.
/// </remarks>
public sealed class ModelMetrics : IDisposable
{
    public const string MeterName = "Detection.Inference";

    private readonly Meter _meter = new(MeterName);
    private readonly Func<IReadOnlyList<ModelInfo>> _models;

    /// <param name="models">The models on offer; called at each observation.</param>
    public ModelMetrics(Func<IReadOnlyList<ModelInfo>> models)
    {
        _models = models;
        _meter.CreateObservableGauge("detection.model.provider", Providers, "{model}", "1 for each model, by what runs it.");
        _meter.CreateObservableGauge("detection.gpu.unused", Unused, "{model}", "1 for each model that should run on a GPU and does not.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Providers() => _models().Select(model => new Measurement<int>(
        1, Tag("model", model.Name), Tag("provider", model.Provider), Tag("reason", model.ProviderNote)));

    private IEnumerable<Measurement<int>> Unused() => _models().Select(model => new Measurement<int>(
        model.GpuUnused ? 1 : 0, Tag("model", model.Name), Tag("reason", model.GpuUnused ? model.ProviderNote : null)));

    private static KeyValuePair<string, object?> Tag(string name, string? value) => new(name, value ?? "");
}
