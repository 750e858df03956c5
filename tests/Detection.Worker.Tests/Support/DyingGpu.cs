using System.Diagnostics.CodeAnalysis;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Serving;

namespace Detection.Worker.Tests.Support;

/// <summary>A model on a GPU that dies: some tries fail, and the one after them finds it dead and is held, as the inference library has it.</summary>
internal sealed class DyingGpu(ModelInfo model, GpuHealth health, int failures) : IModelRegistry, IDetector
{
    private int _tries;

    public ModelInfo Model { get; } = model with { Provider = "CUDA" };

    public ModelSnapshot Current => new([Model], Model.Name, []);

    public int Tries => Volatile.Read(ref _tries);

    /// <summary>Ends what is held.</summary>
    public TaskCompletionSource Over { get; } = new();

    public bool TryRent(string? name, [NotNullWhen(true)] out DetectorLease? lease)
    {
        lease = new DetectorLease(this);
        return true;
    }

    public async ValueTask<InferenceResult> DetectAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _tries) <= failures)
            throw new InferenceException("CUDA failure 700");
        health.Break("CUDA failure 700.");
        await Over.Task.WaitAsync(ct);
        return new InferenceResult([], default);
    }
}
