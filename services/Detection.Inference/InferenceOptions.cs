namespace Detection.Inference;

/// <summary>Which models to offer and what runs them. Plain values: the host binds them.</summary>
public sealed record InferenceOptions
{
    /// <summary>
    /// Folders that are searched for <c>*.onnx</c>, not their subfolders; of two models of one name the earlier folder's
    /// wins. One that does not exist is an error.
    /// </summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = [];

    /// <summary>The model that comes with the program; null: there is none, or it is not wanted.</summary>
    public BuiltInModel? BuiltIn { get; init; }

    /// <summary>Name of the model that answers where none is asked for. Null: <c>yolov8n</c> if there, else the first by name.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>
    /// <c>auto</c> (CUDA where it works, else the CPU), <c>cuda</c> (refuse to start without it) or <c>cpu</c>.
    /// </summary>
    public string Provider { get; init; } = ProviderNames.Auto;

    /// <summary>Single-threaded CPU sessions of each model, at most; 0 is one per core.</summary>
    public int Sessions { get; init; }

    /// <summary>
    /// Whether models of dynamic height and width get the smallest input that holds the scaled picture, instead of
    /// their full square.
    /// </summary>
    public bool Rectangular { get; init; } = true;

    /// <summary>Everything wrong with these options, each with the name of its property; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if ((ModelFolders.Count == 0 && BuiltIn is not { InsteadOfNone: true }) || ModelFolders.Any(string.IsNullOrWhiteSpace))
            problems.Add($"{nameof(ModelFolders)} must name at least one folder, and no empty one.");
        if (!ProviderNames.All.Contains(Provider))
            problems.Add($"{nameof(Provider)} is '{Provider}'; it must be {string.Join(", ", ProviderNames.All)}.");
        if (Sessions is < 0 or > 1024)
            problems.Add($"{nameof(Sessions)} is {Sessions}; it must be 0 (one per core) to 1024.");
        return problems;
    }
}
