using Detection.Inference;

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

    /// <summary>"auto" (CUDA where it works, else CPU), "cuda" (refuse to start without) or "cpu". Default "auto".</summary>
    public string Provider { get; set; } = "auto";

    /// <summary>CPU sessions of one thread each, 0 to 1024; 0, the default: one a core.</summary>
    public int Sessions { get; set; }

    /// <summary><see cref="Sessions"/>, with 0 resolved.</summary>
    internal int EffectiveSessions => Sessions > 0 ? Sessions : Environment.ProcessorCount;

    /// <summary>Whether models of dynamic size get the smallest input that holds the scaled picture instead of the square. Default true.</summary>
    public bool Rectangular { get; set; } = true;

    /// <summary>The same for the inference library.</summary>
    public InferenceOptions ToOptions() => new()
    {
        ModelFolders = Folders(),
        BuiltIn = BuiltInUse.Of(this, FoldersConfigured),
        DefaultModel = string.IsNullOrWhiteSpace(DefaultModel) ? null : DefaultModel,
        Provider = Provider,
        Sessions = Sessions,
        Rectangular = Rectangular,
    };

    /// <summary>Whether <see cref="ModelFolders"/> says anything.</summary>
    internal bool FoldersConfigured => !string.IsNullOrWhiteSpace(ModelFolders);

    private string[] Folders() => FoldersConfigured
        ? ModelFolders!.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [.. new[] { "models", Path.Combine("..", "shared", "models") }.Where(Directory.Exists)];
}
