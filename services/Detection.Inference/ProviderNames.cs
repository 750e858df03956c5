namespace Detection.Inference;

/// <summary>What <see cref="InferenceOptions.Provider"/> may say.</summary>
internal static class ProviderNames
{
    public const string Auto = "auto";
    public const string Cuda = "cuda";
    public const string Cpu = "cpu";

    public static readonly string[] All = [Auto, Cuda, Cpu];
}
