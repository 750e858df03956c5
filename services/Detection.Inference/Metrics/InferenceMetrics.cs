using System.Diagnostics.Metrics;

namespace Detection.Inference.Metrics;

/// <summary>Measurements of runs and loads (meter "Detection.Inference").</summary>
internal static class InferenceMetrics
{
    /// <summary>Outcomes of <see cref="CountLoad"/>.</summary>
    public const string Loaded = "loaded", Rejected = "rejected";

    private static readonly Meter Meter = new(ModelMetrics.MeterName);

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "detection.inference.batch_size", unit: "{picture}", description: "Pictures that shared a run of the network, padding not counted",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    private static readonly Counter<long> Loads = Meter.CreateCounter<long>(
        "detection.model.loads", unit: "{load}", description: "Contents of model files that were loaded, at the start and since, by model and outcome");

    /// <summary>One run of a network.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="pictures">That shared the run.</param>
    public static void RecordBatch(string model, int pictures) =>
        BatchSize.Record(pictures, new KeyValuePair<string, object?>("model", model));

    /// <summary>One content of a model file was loaded.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="outcome"><see cref="Loaded"/> or <see cref="Rejected"/>.</param>
    public static void CountLoad(string model, string outcome) =>
        Loads.Add(1, new KeyValuePair<string, object?>("model", model), new KeyValuePair<string, object?>("outcome", outcome));
}
