using Detection.Inference.Models;

namespace Detection.Inference.Providers;

/// <summary>Looks for a GPU, without opening a model.</summary>
internal interface IGpuProbe
{
    /// <summary>Why <paramref name="provider"/> cannot work here; null if nothing speaks against it, though it may still fail.</summary>
    string? Problem(ExecutionProvider provider);

    /// <summary>Signs that this machine has a GPU, or should have one; empty if there are none.</summary>
    IReadOnlyList<string> Signs();
}
