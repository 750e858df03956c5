namespace Detection.Inference.Options;

/// <summary>How the TensorRT provider builds its engines, and where it keeps them.</summary>
/// <remarks>Meanings: https://onnxruntime.ai/docs/execution-providers/TensorRT-ExecutionProvider.html.</remarks>
public sealed record TensorRtOptions
{
    /// <summary>Whether layers may run in half precision. Default true; the self-test compares with the CPU's single precision.</summary>
    public bool Fp16 { get; init; } = true;

    /// <summary>
    /// Folder of built engines and measured timings; made where it is not there. Empty: none, and every start builds anew,
    /// for minutes. Anybody who can write here decides what runs on the GPU. Default: <c>tensorrt</c> among the user's local data.
    /// </summary>
    public string CacheFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "detection", "tensorrt");

    /// <summary>
    /// Most GPU memory for the scratch space of one engine, in MiB, 0 to 1,048,576. 0, the default: the model's memory
    /// limit, or where there is none, whatever TensorRT finds best.
    /// </summary>
    public int WorkspaceMiB { get; init; }

    internal void Check(OptionProblems problems) =>
        problems.Range("TensorRt:WorkspaceMiB", WorkspaceMiB, 0, InferenceOptions.MostMiB, "MiB");
}
