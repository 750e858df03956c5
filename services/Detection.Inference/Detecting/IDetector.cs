using Detection.Imaging;
using Detection.Inference.Models;

namespace Detection.Inference.Detecting;

/// <summary>Finds objects in pictures with one model. Safe to call from many threads at once.</summary>
public interface IDetector
{
    ModelInfo Model { get; }

    /// <summary>Finds objects in <paramref name="image"/>, which the caller keeps and must not dispose meanwhile.</summary>
    /// <remarks>If the GPU is found dead (<see cref="GpuHealth"/>), it returns only when it is cancelled.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    /// <exception cref="ModelOutputException">The model's output makes no sense.</exception>
    /// <exception cref="InferenceException">The model failed on this picture.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed before this picture's turn.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the network started; a started run finishes.</exception>
    ValueTask<InferenceResult> DetectAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct);
}
