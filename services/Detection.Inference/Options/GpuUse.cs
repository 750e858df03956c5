namespace Detection.Inference.Options;

/// <summary>The values of options that pay on a GPU and cost on a CPU, in any case.</summary>
public static class GpuUse
{
    /// <summary>On a GPU.</summary>
    public const string Auto = "auto";

    /// <summary>On the CPU as well.</summary>
    public const string Always = "always";

    /// <summary>Nowhere.</summary>
    public const string Never = "never";

    internal static readonly string[] Words = [Auto, Always, Never];

    /// <summary>Whether the option applies.</summary>
    /// <param name="word">The option.</param>
    /// <param name="gpu">Whether a GPU runs the model.</param>
    internal static bool Applies(string word, bool gpu) => Is(word, Always) || (Is(word, Auto) && gpu);

    private static bool Is(string word, string one) => string.Equals(word, one, StringComparison.OrdinalIgnoreCase);
}
