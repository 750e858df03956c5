using System.Globalization;

namespace Detection.Benchmarks.Gpu;

/// <summary>One way to run the network on a GPU.</summary>
/// <param name="Precision">One of <see cref="Precisions"/>.</param>
/// <param name="Bytes">Whether pictures cross to the GPU as bytes, to be cast, scaled and transposed there.</param>
/// <param name="Batch">Pictures of a batch at most.</param>
/// <param name="Padding">By how many percent of its pixels an input may grow to share a batch with larger ones; 0: batches of one shape.</param>
internal sealed record GpuVariant(string Precision, bool Bytes, int Batch, int Padding = 0)
{
    public const string Fp32 = "fp32";
    public const string Tf32 = "tf32";
    public const string Fp16 = "fp16";

    /// <summary>CUDA in full precision; CUDA with products rounded to TF32; TensorRT in half precision.</summary>
    public static readonly IReadOnlyList<string> Precisions = [Fp32, Tf32, Fp16];

    /// <summary>Whether ONNX Runtime alone has a figure for it: its tensors are floats, and all of one shape.</summary>
    public bool HasBare => !Bytes && Padding == 0;

    /// <summary>Whether the embedded program is measured too. How batches are gathered shows in the pipeline, for a quarter of the time.</summary>
    public bool HasEmbedded => Padding == 0;

    /// <summary>Configuration of the product.</summary>
    /// <param name="engines">
    /// Absolute folder of TensorRT's engines. One for all that run, or every one of them would build its own, for minutes.
    /// </param>
    public IEnumerable<(string Key, string Value)> Settings(string engines) =>
    [
        ("Inference:Provider", Precision == Fp16 ? "tensorrt" : "cuda"),
        ("Inference:Cuda:UseTf32", Precision == Tf32 ? "true" : "false"),
        ("Inference:TensorRt:Fp16", "true"),
        ("Inference:TensorRt:CacheFolder", engines),
        ("Inference:Batching", "always"),
        ("Inference:MaxBatch", Batch.ToString(CultureInfo.InvariantCulture)),
        ("Inference:BatchPaddingPercent", Padding.ToString(CultureInfo.InvariantCulture)),
        ("Inference:ByteInput", Bytes ? "always" : "never"),
    ];

    /// <summary>The same as environment variables.</summary>
    /// <param name="engines">As in <see cref="Settings"/>.</param>
    public IEnumerable<(string Name, string Value)> Environment(string engines) =>
        Settings(engines).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value));

    public override string ToString() =>
        $"{Precision}, {(Bytes ? "bytes" : "floats")}, batches of {Batch}{(Padding > 0 ? $" padded by up to {Padding}%" : "")}";
}
