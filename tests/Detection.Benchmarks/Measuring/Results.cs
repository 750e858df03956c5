namespace Detection.Benchmarks.Measuring;

/// <summary>What was measured so far, by the names of <see cref="Figure"/>, one value for each repetition.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly Dictionary<string, List<LoopResult>> _loops = [];

    /// <summary>Facts that do not repeat: what was left out and why, which layout won.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Memory of the services over the pictures.</summary>
    public List<MemoryReading> Memory { get; } = [];

    /// <summary>Names of what ran as a saturated loop, in the order of their first run.</summary>
    public IEnumerable<string> Loops => _loops.Keys;

    public void Add(string figure, double value) => List(_values, figure).Add(value);

    /// <summary>Adds a loop's rate, and keeps its processor times.</summary>
    public void Add(string figure, LoopResult loop)
    {
        Add(figure, loop.PerSecond);
        List(_loops, figure).Add(loop);
    }

    /// <summary>All values of a figure; empty where it was not measured.</summary>
    public IReadOnlyList<double> Of(string figure) => _values.TryGetValue(figure, out var values) ? values : [];

    /// <summary>Processor time of each process for one picture of a loop, in milliseconds: the medians of its repetitions.</summary>
    public IReadOnlyDictionary<string, double> CpuMilliseconds(string figure) => _loops[figure]
        .SelectMany(loop => loop.CpuMilliseconds)
        .GroupBy(process => process.Key, process => process.Value)
        .ToDictionary(process => process.Key, Quantile.Median);

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string name) =>
        lists.TryGetValue(name, out var list) ? list : lists[name] = [];
}
