using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Options;

/// <summary>How sessions on the CPU are set up. GPU sessions take nothing of this.</summary>
public sealed record CpuOptions
{
    private const int MostThreads = 256;

    private static readonly (string Word, GraphOptimizationLevel Level)[] Levels =
    [
        ("none", GraphOptimizationLevel.ORT_DISABLE_ALL),
        ("basic", GraphOptimizationLevel.ORT_ENABLE_BASIC),
        ("extended", GraphOptimizationLevel.ORT_ENABLE_EXTENDED),
        ("all", GraphOptimizationLevel.ORT_ENABLE_ALL),
    ];

    /// <summary>
    /// Threads within one session, 1 to 256. Default 1: nothing is gained by spreading one small picture over cores, and
    /// as many sessions as cores are busy anyway.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>How far ONNX Runtime rewrites the graph: <c>none</c>, <c>basic</c>, <c>extended</c> or <c>all</c>, the default.</summary>
    public string GraphOptimization { get; init; } = "all";

    /// <summary>
    /// Whether a plan of the memory is kept for each shape seen. Default false: it costs 30 MB a session with rectangular
    /// inputs, and saves no time.
    /// </summary>
    public bool MemoryPattern { get; init; }

    /// <summary>
    /// Whether threads without work spin before they sleep. Default false: spinning takes from decoding and annotating,
    /// which run beside the network. It matters only where <see cref="Threads"/> is more than 1.
    /// </summary>
    public bool Spinning { get; init; }

    /// <summary>How many sessions <see cref="InferenceOptions.Sessions"/> means.</summary>
    public int SessionsOf(int sessions) => sessions > 0 ? sessions : Math.Max(1, Environment.ProcessorCount / Math.Max(1, Threads));

    internal GraphOptimizationLevel Level =>
        Levels.First(level => string.Equals(level.Word, GraphOptimization, StringComparison.OrdinalIgnoreCase)).Level;

    internal void Check(OptionProblems problems) => problems
        .Range("Cpu:Threads", Threads, 1, MostThreads, "threads")
        .OneOf("Cpu:GraphOptimization", GraphOptimization, [.. Levels.Select(level => level.Word)]);
}
