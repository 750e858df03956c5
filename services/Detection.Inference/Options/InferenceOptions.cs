namespace Detection.Inference.Options;

/// <summary>Which models to offer and what runs them. Plain values: the host binds them.</summary>
public sealed record InferenceOptions
{
    /// <summary>A TiB: more than a GPU has.</summary>
    internal const int MostMiB = 1 << 20;

    /// <summary>
    /// Folders that are searched for <c>*.onnx</c>, not their subfolders; of two models of one name the earlier folder's
    /// wins. One that does not exist is an error, unless <see cref="FoldersMayBeMissing"/>.
    /// </summary>
    public IReadOnlyList<string> ModelFolders { get; init; } = [];

    /// <summary>Whether a missing folder counts as an empty one.</summary>
    public bool FoldersMayBeMissing { get; init; }

    /// <summary>
    /// Time between two scans for new, changed and removed files, in seconds, 0.01 to 3600; 0: only the scan at the start.
    /// </summary>
    public double ScanSeconds { get; init; }

    /// <summary>
    /// Longest that one file may take to be loaded, tested and warmed, in seconds, 0.01 to 86,400; then it is rejected. Default
    /// 900: TensorRT builds engines for minutes.
    /// </summary>
    public double LoadSeconds { get; init; } = 900;

    /// <summary>The model that comes with the program; null: none is offered.</summary>
    public BuiltInModel? BuiltIn { get; init; }

    /// <summary>Name of the model that is used if a request names none. Null: <c>yolov8n</c> if it exists, else the first by name.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>
    /// <c>auto</c> (the first that works of TensorRT, CUDA and the CPU, for each model), <c>tensorrt</c> or <c>cuda</c> (no
    /// model without it) or <c>cpu</c>.
    /// </summary>
    public string Provider { get; init; } = ProviderNames.Auto;

    /// <summary>Whether <c>auto</c> stops short of the CPU, so that a GPU that cannot be used is an error.</summary>
    public bool Strict { get; init; }

    /// <summary>CPU sessions of each model, at most, 0 to 1024; 0 is as many as keep every core busy.</summary>
    public int Sessions { get; init; }

    /// <summary>
    /// Whether models of dynamic height and width get the smallest input that holds the scaled picture, instead of
    /// their full square.
    /// </summary>
    public bool Rectangular { get; init; } = true;

    /// <summary>CUDA's number of the GPU to use, 0 to 255.</summary>
    public int DeviceId { get; init; }

    /// <summary>
    /// Most memory of the GPU for the tensors of one model, in MiB, 0 (no limit) to 1,048,576. CUDA's own libraries take
    /// some hundred MiB beside it.
    /// </summary>
    public int GpuMemoryMiB { get; init; }

    /// <summary>As <see cref="GpuMemoryMiB"/>, for single models by name.</summary>
    public IReadOnlyDictionary<string, int> ModelGpuMemoryMiB { get; init; } = new Dictionary<string, int>();

    public CpuOptions Cpu { get; init; } = new();

    public CudaOptions Cuda { get; init; } = new();

    public TensorRtOptions TensorRt { get; init; } = new();

    /// <summary>
    /// Any other of ONNX Runtime's options, by its own key; wins over all above. A key with a dot is an entry of the
    /// session's configuration, on every provider; one that begins with <c>trt_</c> is TensorRT's, and the rest are CUDA's.
    /// </summary>
    public IReadOnlyDictionary<string, string> ProviderOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>How pictures share runs of the network, and in what form they go there.</summary>
    public BatchOptions Batches { get; init; } = new();

    /// <summary>Everything wrong with these options, each with the name of its property; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if ((ModelFolders.Count == 0 && BuiltIn is not { InsteadOfNone: true }) || ModelFolders.Any(string.IsNullOrWhiteSpace))
            problems.Add($"{nameof(ModelFolders)} must name at least one folder, and no empty one.");
        problems.AddRange(CheckProviders().Select(problem => problem.ToString()));
        if (!(ScanSeconds is 0 or >= 0.01 and <= 3600))
            problems.Add($"{nameof(ScanSeconds)} is {ScanSeconds}; it must be 0 (never) or 0.01 to 3600 seconds.");
        if (!(LoadSeconds is >= 0.01 and <= 86_400))
            problems.Add($"{nameof(LoadSeconds)} is {LoadSeconds}; it must be 0.01 to 86400 seconds.");
        return problems;
    }

    /// <summary>Everything wrong with the options of providers, sessions and batches.</summary>
    public IReadOnlyList<OptionProblem> CheckProviders()
    {
        var problems = new OptionProblems()
            .OneOf(nameof(Provider), Provider, ProviderNames.All)
            .Range(nameof(Sessions), Sessions, 0, 1024, "sessions")
            .Range(nameof(DeviceId), DeviceId, 0, 255, "by CUDA's count")
            .Range(nameof(GpuMemoryMiB), GpuMemoryMiB, 0, MostMiB, "MiB");
        foreach (var (model, limit) in ModelGpuMemoryMiB)
            problems.Range($"{nameof(ModelGpuMemoryMiB)}:{model}", limit, 0, MostMiB, "MiB");
        foreach (var key in ProviderOptions.Where(option => string.IsNullOrWhiteSpace(option.Value)).Select(option => option.Key))
            problems.Add($"{nameof(ProviderOptions)}:{key}", "has no value");
        Batches.Check(problems);
        Cpu.Check(problems);
        Cuda.Check(problems);
        TensorRt.Check(problems);
        return problems.Found;
    }

    /// <summary>Bytes of the GPU's memory for <paramref name="model"/>; null: no limit.</summary>
    internal long? GpuMemoryOf(string model) =>
        ModelGpuMemoryMiB.GetValueOrDefault(model, GpuMemoryMiB) is > 0 and var limit ? (long)limit << 20 : null;
}
