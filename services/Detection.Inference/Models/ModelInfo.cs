using Detection.Imaging;

namespace Detection.Inference.Models;

/// <summary>A model that was loaded, checked and self-tested.</summary>
public sealed record ModelInfo
{
    /// <summary>The file's name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path.</summary>
    public required string File { get; init; }

    /// <summary>Whether it is the model that comes with the program, not one of the folders'.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>Always <c>detect</c>: others are refused.</summary>
    public required string Task { get; init; }

    /// <summary>Labels by class id.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Pixels; input sizes are multiples of it.</summary>
    public required int Stride { get; init; }

    /// <summary>Pixels; the largest input where sizes are dynamic.</summary>
    public required int InputWidth { get; init; }

    /// <inheritdoc cref="InputWidth"/>
    public required int InputHeight { get; init; }

    /// <summary>The size to decode pictures for.</summary>
    public DecodeTarget DecodeTarget => new(InputWidth, InputHeight);

    /// <summary>Whether one run may take several pictures.</summary>
    public required bool DynamicBatch { get; init; }

    /// <summary>Whether height and width of the input may vary.</summary>
    public required bool DynamicSize { get; init; }

    /// <summary>ONNX Runtime execution provider that runs it: <c>CPU</c>, <c>CUDA</c> or <c>TensorRT</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Why not a better provider; null when the best one runs.</summary>
    public string? ProviderNote { get; init; }

    /// <summary>Whether a GPU runs it.</summary>
    internal bool OnGpu => Provider != ExecutionProvider.Cpu.Label();

    /// <summary>Whether it runs on the CPU although a GPU was wanted and <see cref="GpuSigns"/> speak of one.</summary>
    public bool GpuUnused => GpuSigns.Count > 0 && Provider == ExecutionProvider.Cpu.Label();

    /// <summary>Signs that this machine has a GPU; empty unless a GPU was wanted.</summary>
    public IReadOnlyList<string> GpuSigns { get; init; } = [];

    /// <summary>Execution layout, for example <c>2 sessions of 1 thread</c>.</summary>
    public required string Layout { get; init; }

    public required SelfTestResult SelfTest { get; init; }
}
