using System.Diagnostics.Metrics;

namespace Detection.Inference.Execution;

/// <summary>What the engine measures of its runs (meter "Detection.Inference").</summary>
internal static class InferenceMetrics
{
    private static readonly Meter Meter = new(ModelMetrics.MeterName);

    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "detection.inference.batch_size", unit: "{picture}", description: "Pictures that shared a run of the network, padding not counted",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    /// <summary>One run of a network.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="pictures">That shared the run.</param>
    public static void RecordBatch(string model, int pictures) =>
        BatchSize.Record(pictures, new KeyValuePair<string, object?>("model", model));
}
