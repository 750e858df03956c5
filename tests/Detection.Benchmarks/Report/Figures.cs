using Detection.Benchmarks.Measuring;

namespace Detection.Benchmarks.Report;

/// <summary>Draws the figures of a report from what was measured, and keeps their spreads.</summary>
internal sealed class Figures(Results results)
{
    private readonly Dictionary<string, Spread> _spreads = [];
    private readonly Dictionary<string, double> _absolute = [];

    public IReadOnlyDictionary<string, Spread> Spreads => _spreads;

    /// <summary>What the ratios are made of: images/s, and milliseconds of latency.</summary>
    public IReadOnlyDictionary<string, double> Absolute => _absolute;

    /// <summary>The median rate; null where it was not measured.</summary>
    public double? Rate(string key, string figure) => Keep(key, Spread.Of(results.Of(figure)));

    /// <summary>The median of the repetitions' ratios; null where it was not measured.</summary>
    public double? Ratio(string key, string figure, string to = Figure.Bare)
    {
        if (Spread.Of(results.Of(figure)) is { } rate)
            _absolute[$"{figure}_per_s"] = rate.Median;
        return Keep(key, Spread.Ratio(results.Of(figure), results.Of(to)));
    }

    /// <summary>A percentile over the pictures of all repetitions; null where it was not measured.</summary>
    public double? AddedLatency(int percent)
    {
        if (results.Of(Figure.AddedLatency) is not { Count: > 0 } added)
            return null;
        _absolute[$"latency_p{percent}_ms"] = Quantile.Percentile(results.Of(Figure.Latency), percent);
        return Quantile.Percentile(added, percent);
    }

    /// <summary>Memory of a process at the last picture over that at the settled one, less 1; null where it was not read at both.</summary>
    public double? MemoryGrowth(string process) => Memory(process, BenchPlan.AllPictures) / Memory(process, BenchPlan.SettledPictures) - 1;

    private double? Memory(string process, int pictures) =>
        results.Memory.Find(reading => reading.Process == process && reading.Pictures == pictures)?.Mebibytes;

    private double? Keep(string key, Spread? spread)
    {
        if (spread is null)
            return null;
        _spreads[key] = spread;
        return spread.Median;
    }
}
