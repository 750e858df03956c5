namespace Detection.Inference.Options;

/// <summary>What <see cref="InferenceOptions.Provider"/> may say, in any case.</summary>
internal static class ProviderNames
{
    public const string Auto = "auto";
    public const string TensorRt = "tensorrt";
    public const string Cuda = "cuda";
    public const string Cpu = "cpu";

    public static readonly string[] All = [Auto, TensorRt, Cuda, Cpu];

    public static bool Are(string provider, string name) => string.Equals(provider, name, StringComparison.OrdinalIgnoreCase);
}
