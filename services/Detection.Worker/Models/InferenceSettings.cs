using Detection.Inference;

namespace Detection.Worker.Models;

/// <summary>Which models run and on what (section "Inference").</summary>
public sealed class InferenceSettings
{
    /// <summary>
    /// Folders of .onnx files, separated by ':'. The environment's MODELS sets it. Empty, the default: "models", then
    /// "../shared/models", whichever is there.
    /// </summary>
    public string? ModelFolders { get; set; }

    /// <summary>Model of commands that name none; empty: "yolov8n" if it is there, else the first by name.</summary>
    public string? DefaultModel { get; set; }

    /// <summary>"auto" (CUDA where it works, else CPU), "cuda" (refuse to start without) or "cpu". Default "auto".</summary>
    public string Provider { get; set; } = "auto";

    /// <summary>CPU sessions of one thread each, 0 to 1024; 0, the default: one a core.</summary>
    public int Sessions { get; set; }

    /// <summary>Whether models of dynamic size get the smallest input that holds the scaled picture instead of the square. Default true.</summary>
    public bool Rectangular { get; set; } = true;

    /// <summary>The same for the inference library.</summary>
    public InferenceOptions ToOptions() => new()
    {
        ModelFolders = Folders(),
        DefaultModel = string.IsNullOrWhiteSpace(DefaultModel) ? null : DefaultModel,
        Provider = Provider,
        Sessions = Sessions,
        Rectangular = Rectangular,
    };

    private string[] Folders() => string.IsNullOrWhiteSpace(ModelFolders)
        ? [.. new[] { "models", Path.Combine("..", "shared", "models") }.Where(Directory.Exists)]
        : ModelFolders.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
