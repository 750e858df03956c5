using Detection.Contracts;

namespace Detection.Benchmarks.Gpu;

/// <summary>Adds up the stage times of many pictures. Safe for concurrent use.</summary>
internal sealed class StageMeans
{
    private readonly Lock _gate = new();
    private readonly List<StageTimes> _all = [];

    public void Add(StageTimes stages)
    {
        lock (_gate)
            _all.Add(stages);
    }

    public void Clear()
    {
        lock (_gate)
            _all.Clear();
    }

    /// <summary>The mean of each stage; at least one picture.</summary>
    public GpuStages Means()
    {
        lock (_gate)
        {
            var times = new StageTimes
            {
                Fetch = _all.Average(s => s.Fetch),
                Decode = _all.Average(s => s.Decode),
                Letterbox = _all.Average(s => s.Letterbox),
                Wait = _all.Average(s => s.Wait),
                Infer = _all.Average(s => s.Infer / Sharers(s)),
                Boxes = _all.Average(s => s.Boxes),
                Annotate = _all.Average(s => s.Annotate),
                Store = _all.Average(s => s.Store),
                Total = _all.Average(s => s.Total),
            };
            // Of the runs and not of the pictures, of which a large run has more: each picture is its share of one run.
            return new GpuStages(times, _all.Count / _all.Sum(s => 1.0 / Sharers(s)));
        }
    }

    /// <summary>Pictures of its run, itself included.</summary>
    private static int Sharers(StageTimes stages) => Math.Max(1, stages.BatchSize);
}
