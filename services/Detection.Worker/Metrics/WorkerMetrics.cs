using System.Diagnostics.Metrics;
using Detection.Contracts;
using Detection.Worker.Pipeline;

namespace Detection.Worker.Metrics;

/// <summary>What the worker tells of its pictures; README.md lists the instruments.</summary>
/// <remarks>Names and units by OpenTelemetry's conventions for metrics: seconds, and what is counted in braces.</remarks>
internal sealed class WorkerMetrics
{
    public const string MeterName = "Detection.Worker";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60],
    };

    private readonly UpDownCounter<int> _active;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _faults;
    private readonly Histogram<double> _stages;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _queued;

    public WorkerMetrics(IMeterFactory meters, PixelBudget budget)
    {
        var meter = meters.Create(MeterName);
        _active = meter.CreateUpDownCounter<int>("detection.active", "{picture}", "Pictures in work.");
        meter.CreateObservableUpDownCounter("detection.active.pixels", () => budget.Taken, "{pixel}", "Pixels of the decoded pictures in memory.");
        _completed = meter.CreateCounter<long>("detection.completed", "{picture}", "Pictures that ended with a result.");
        _failed = meter.CreateCounter<long>("detection.failed", "{picture}", "Pictures that ended without a result, by the code that their sender got.");
        _faults = meter.CreateCounter<long>("detection.faults", "{try}", "Tries that a fault of the service ended, to be made again.");
        _stages = meter.CreateHistogram("detection.stage.duration", "s", "Time of one stage of a picture.", tags: null, Durations);
        _duration = meter.CreateHistogram("detection.duration", "s", "Time of a picture on the worker, from begin to end.", tags: null, Durations);
        _queued = meter.CreateHistogram("detection.queue.duration", "s", "Time from submission until a worker began.", tags: null, Durations);
    }

    /// <summary>Counts a picture as in work until it is disposed.</summary>
    public ActivePicture Begin()
    {
        _active.Add(1);
        return new ActivePicture(_active);
    }

    /// <summary>A picture ended with a result. Stages that did not run are left out.</summary>
    public void Completed(DetectionCompleted completed)
    {
        var (stages, model, provider) = (completed.Stages, Tag("model", completed.Model), Tag("provider", completed.Provider));
        _completed.Add(1, model, provider);
        // A command need not say when it was submitted; then nobody knows how long it waited.
        if (stages.Queue > 0)
            _queued.Record(stages.Queue / 1000);
        _duration.Record(stages.Total / 1000, model, provider);

        Stage("fetch", stages.Fetch);
        Stage("decode", stages.Decode);
        // Each millisecond once, so that the stages add up.
        Stage("wait", Math.Max(0, stages.Wait - stages.BatchWait));
        Stage("batch", stages.BatchWait);
        Stage("letterbox", stages.Letterbox);
        Stage("infer", stages.Infer);
        Stage("boxes", stages.Boxes);
        if (completed.AnnotatedBlob is not null)
        {
            Stage("annotate", stages.Annotate);
            Stage("store", stages.Store);
        }

        void Stage(string stage, double milliseconds) => _stages.Record(milliseconds / 1000, Tag("stage", stage), model, provider);
    }

    /// <summary>A picture or its command was refused.</summary>
    public void Failed(string code) => _failed.Add(1, Tag("error.type", code));

    /// <summary>Something is wrong here.</summary>
    public void Faulted(Exception fault) => _faults.Add(1, Tag("error.type", fault.GetType().FullName));

    private static KeyValuePair<string, object?> Tag(string name, string? value) => new(name, value);

    /// <summary>One picture in work.</summary>
    internal readonly struct ActivePicture(UpDownCounter<int> active) : IDisposable
    {
        public void Dispose() => active.Add(-1);
    }
}
