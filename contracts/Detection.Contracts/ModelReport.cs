namespace Detection.Contracts;

/// <summary>A model that a worker has loaded and self-tested.</summary>
public sealed record ModelReport
{
    public string Name { get; init; } = "";

    /// <summary>"detect" is the only task there is.</summary>
    public string Task { get; init; } = "";

    /// <summary>Whether commands that name no model run on it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it is the model that comes with the product, not one that somebody put there.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>Labels by class id.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Pixels; input sizes are multiples of it.</summary>
    public int Stride { get; init; }

    /// <summary>Pixels; the largest input where sizes are dynamic.</summary>
    public int InputWidth { get; init; }

    /// <inheritdoc cref="InputWidth"/>
    public int InputHeight { get; init; }

    /// <summary>Whether height and width of the input may vary.</summary>
    public bool DynamicSize { get; init; }

    /// <summary>ONNX Runtime execution provider that runs it: "CPU", "CUDA" or "TensorRT".</summary>
    public string Provider { get; init; } = "";

    /// <summary>
    /// What works on how much at once there: "2 sessions of 1 thread", "1 session in batches of up to 16, for which pictures
    /// wait up to 2 ms". Null from workers that do not tell it.
    /// </summary>
    public string? Layout { get; init; }

    /// <summary>Why not a better provider; null when the best one runs.</summary>
    public string? ProviderNote { get; init; }

    /// <summary>Whether it runs on the CPU although a GPU was wanted and there are signs of one; <c>providerNote</c> says why.</summary>
    public bool GpuUnused { get; init; }

    /// <summary>Milliseconds of the self-test's inference.</summary>
    public double SelfTestMilliseconds { get; init; }
}
