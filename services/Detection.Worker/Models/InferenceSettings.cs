using Detection.Inference;
using Detection.Inference.Providers;

namespace Detection.Worker.Models;

/// <summary>Which models run and on what (section "Inference").</summary>
public sealed class InferenceSettings
{
    /// <summary>
    /// Folders of .onnx files, separated by ':'. The environment's MODELS sets it. Empty, the default: "models", then
    /// "../shared/models", whichever is there; where they hold no .onnx file, the built-in model.
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
    /// "auto" (of TensorRT, CUDA and the CPU the first that works, for each model), "tensorrt" or "cuda" (refuse to start
    /// without) or "cpu". Default "auto".
    /// </summary>
    public string Provider { get; set; } = "auto";

    /// <summary>Whether "auto" refuses to start rather than run on the CPU, and offers no model that a GPU cannot run. Default false.</summary>
    public bool Strict { get; set; }

    /// <summary>CPU sessions of each model, 0 to 1024; 0, the default: as many as keep every core busy.</summary>
    public int Sessions { get; set; }

    /// <summary><see cref="Sessions"/>, with 0 resolved.</summary>
    internal int EffectiveSessions => Cpu.SessionsOf(Sessions);

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

    /// <summary>The same for the inference library.</summary>
    public InferenceOptions ToOptions() => new()
    {
        ModelFolders = Folders(),
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
    };

    /// <summary>Whether <see cref="ModelFolders"/> says anything.</summary>
    internal bool FoldersConfigured => !string.IsNullOrWhiteSpace(ModelFolders);

    private string[] Folders() => FoldersConfigured
        ? ModelFolders!.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [.. new[] { "models", Path.Combine("..", "shared", "models") }.Where(Directory.Exists)];
}
