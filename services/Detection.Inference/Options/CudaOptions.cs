namespace Detection.Inference.Options;

/// <summary>How the CUDA provider runs, alone or as the fallback of TensorRT.</summary>
/// <remarks>Meanings: https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html.</remarks>
public sealed record CudaOptions
{
    private static readonly string[] Searches = ["HEURISTIC", "EXHAUSTIVE", "DEFAULT"];
    private static readonly string[] Strategies = ["kSameAsRequested", "kNextPowerOfTwo"];

    /// <summary>
    /// How cuDNN picks a convolution's algorithm: <c>HEURISTIC</c>, the default; <c>EXHAUSTIVE</c>, which tries them all
    /// anew for each shape of the input, and rectangular inputs have many; <c>DEFAULT</c>, one for all.
    /// </summary>
    public string ConvAlgoSearch { get; init; } = Searches[0];

    /// <summary>
    /// How the arena grows: <c>kSameAsRequested</c>, the default, so that a memory limit is used to the end, or
    /// <c>kNextPowerOfTwo</c>, with fewer and larger steps.
    /// </summary>
    public string ArenaExtendStrategy { get; init; } = Strategies[0];

    /// <summary>Whether convolutions run channels last, as tensor cores like it. Default false.</summary>
    public bool PreferNhwc { get; init; }

    /// <summary>Whether a convolution, its bias and its activation may run as one kernel, compiled at first use. Default false.</summary>
    public bool FuseConvBias { get; init; }

    /// <summary>Whether products may be rounded to TF32, 10 bits of mantissa, on tensor cores. Default true.</summary>
    public bool UseTf32 { get; init; } = true;

    /// <summary>ONNX Runtime knows its words in one spelling only.</summary>
    internal string ExactConvAlgoSearch => Exact(Searches, ConvAlgoSearch);

    /// <inheritdoc cref="ExactConvAlgoSearch"/>
    internal string ExactArenaExtendStrategy => Exact(Strategies, ArenaExtendStrategy);

    internal void Check(OptionProblems problems) => problems
        .OneOf("Cuda:ConvAlgoSearch", ConvAlgoSearch, Searches)
        .OneOf("Cuda:ArenaExtendStrategy", ArenaExtendStrategy, Strategies);

    private static string Exact(string[] words, string word) =>
        words.First(w => string.Equals(w, word, StringComparison.OrdinalIgnoreCase));
}
