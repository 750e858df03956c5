using Detection.Inference.Options;
using Detection.Inference.Providers;

namespace Detection.Worker.Models;

/// <summary>Which models run and on what (section "Inference").</summary>
public sealed class InferenceSettings
{
    /// <summary>
    /// Folders of .onnx files, separated by ':'. The environment's MODELS sets it. Empty, the default: "models", then
    /// "../shared/models", whichever is there, also later; where they hold no .onnx file, the built-in model.
    /// </summary>
    public string? ModelFolders { get; set; }

    /// <summary>
    /// Whether the model that comes with the program is offered: "auto" (where no folder is configured and none other is
    /// found), "always" (beside the others too; the default of several only if <see cref="DefaultModel"/> names it) or
    /// "never". Default "auto".
    /// </summary>
    public string BuiltInModel { get; set; } = BuiltInUse.Auto;

    /// <summary>The file of the built-in model; its name is the model's. Default: builtin/shapes.onnx beside the program.</summary>
    public string BuiltInFile { get; set; } = Path.Combine(AppContext.BaseDirectory, "builtin", "shapes.onnx");

    /// <summary>Model of commands that name none; empty: "yolov8n" if it is there, else the first by name.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>
    /// How often the folders are looked at for new, changed and removed files, in seconds, 0.1 to 3600; 0: only at the start. A
    /// change is taken up when two looks in a row found the file the same. Default 5.
    /// </summary>
    public double ModelScanSeconds { get; set; } = 5;

    /// <summary>
    /// Longest that one model may take to be loaded and tested, in seconds, 1 to 86,400; then it is rejected, and the others go
    /// on. Default 900: TensorRT builds engines for minutes.
    /// </summary>
    public double LoadSeconds { get; set; } = 900;

    /// <summary>
    /// "auto" (of TensorRT, CUDA and the CPU the first that works, for each model), "tensorrt" or "cuda" (refuse to start
    /// without) or "cpu". Default "auto".
    /// </summary>
    public string Provider { get; set; } = "auto";

    /// <summary>Whether "auto" refuses to start rather than run on the CPU, and offers no model that a GPU cannot run. Default false.</summary>
    public bool Strict { get; set; }

    /// <summary>CPU sessions of each model, 0 to 1024; 0, the default: as many as keep every core busy.</summary>
    public int Sessions { get; set; }

    /// <inheritdoc cref="InferenceCapacity.PicturesAtOnce"/>
    internal int PicturesAtOnce => InferenceCapacity.PicturesAtOnce(ToOptions());

    /// <summary>CUDA's number of the GPU to use, 0 to 255. Default 0.</summary>
    public int DeviceId { get; set; }

    /// <summary>Most GPU memory for the tensors of one model, in MiB, 0 to 1,048,576; 0, the default: no limit.</summary>
    public int GpuMemoryMiB { get; set; }

    /// <summary>The same for single models: "Inference:ModelGpuMemoryMiB:yolov8n". Wins over <see cref="GpuMemoryMiB"/>.</summary>
    public Dictionary<string, int> ModelGpuMemoryMiB { get; set; } = [];

    /// <summary>Sessions on the CPU ("Inference:Cpu:...").</summary>
    public CpuOptions Cpu { get; set; } = new();

    /// <summary>CUDA ("Inference:Cuda:...").</summary>
    public CudaOptions Cuda { get; set; } = new();

    /// <summary>TensorRT ("Inference:TensorRt:..."). The hosts put its cache into DATA.</summary>
    public TensorRtOptions TensorRt { get; set; } = new();

    /// <summary>
    /// Any other option of ONNX Runtime's, by its own key ("Inference:ProviderOptions:cudnn_conv_use_max_workspace"); wins
    /// over all above. A key with a dot goes to the session, one that begins with "trt_" to TensorRT, the rest to CUDA.
    /// </summary>
    public Dictionary<string, string> ProviderOptions { get; set; } = [];

    /// <summary>Whether models of dynamic size get the smallest input that holds the scaled picture instead of the square. Default true.</summary>
    public bool Rectangular { get; set; } = true;

    /// <summary>
    /// Whether pictures run in batches: "auto" (on a GPU, in a model that takes several at once), "always" (on the CPU as
    /// well, where a session a core is faster) or "never". Default "auto".
    /// </summary>
    public string Batching { get; set; } = GpuUse.Auto;

    /// <summary>Pictures of a batch at most, 1 to 256. Default 16.</summary>
    public int MaxBatch { get; set; } = 16;

    /// <summary>
    /// Longest that a picture waits for others while nothing runs and pictures keep coming, in milliseconds, 0 to 1,000.
    /// Default 2.
    /// </summary>
    public int MaxBatchDelayMilliseconds { get; set; } = 2;

    /// <summary>
    /// By how many percent of its pixels a picture's input may be padded to share a batch with larger ones, 0 to 300.
    /// 0, the default: only inputs of one size share a batch, and results do not depend on what else is in it.
    /// </summary>
    public int BatchPaddingPercent { get; set; }

    /// <summary>
    /// Whether pictures go to the model as bytes, to be scaled and transposed by its own graph: "auto" (on a GPU), "always"
    /// or "never". Results are the same. Default "auto".
    /// </summary>
    public string ByteInput { get; set; } = GpuUse.Auto;

    /// <summary>The same for the inference library.</summary>
    public InferenceOptions ToOptions() => new()
    {
        ModelFolders = Folders(),
        FoldersMayBeMissing = !FoldersConfigured,
        ScanSeconds = ModelScanSeconds,
        LoadSeconds = LoadSeconds,
        BuiltIn = BuiltInUse.Of(this, FoldersConfigured),
        DefaultModel = string.IsNullOrWhiteSpace(DefaultModel) ? null : DefaultModel,
        Provider = Provider,
        Strict = Strict,
        Sessions = Sessions,
        Rectangular = Rectangular,
        DeviceId = DeviceId,
        GpuMemoryMiB = GpuMemoryMiB,
        ModelGpuMemoryMiB = ModelGpuMemoryMiB,
        Cpu = Cpu,
        Cuda = Cuda,
        TensorRt = TensorRt,
        ProviderOptions = ProviderOptions,
        Batches = new BatchOptions
        {
            Batching = Batching,
            MaxBatch = MaxBatch,
            MaxBatchDelayMilliseconds = MaxBatchDelayMilliseconds,
            BatchPaddingPercent = BatchPaddingPercent,
            ByteInput = ByteInput,
        },
    };

    /// <summary>Whether <see cref="ModelFolders"/> says anything.</summary>
    internal bool FoldersConfigured => !string.IsNullOrWhiteSpace(ModelFolders);

    /// <summary>Those to search, whether they are there or not.</summary>
    internal string[] Folders() => FoldersConfigured
        ? ModelFolders!.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : ["models", Path.Combine("..", "shared", "models")];
}
