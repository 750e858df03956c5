using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;

namespace Detection.Benchmarks.Services;

/// <summary>Finds nothing, and takes no time for it.</summary>
internal sealed class IdleDetector : IDetector
{
    private static readonly InferenceResult Nothing = new([], default);

    public ModelInfo Model { get; } = new()
    {
        Name = "idle",
        File = "/dev/null",
        Task = "detect",
        Labels = ["nothing"],
        Stride = 32,
        InputWidth = 32,
        InputHeight = 32,
        DynamicBatch = true,
        DynamicSize = true,
        Provider = "none",
        Layout = "nothing runs",
        SelfTest = new SelfTestResult(Ok: true, Milliseconds: 0),
    };

    public ValueTask<InferenceResult> DetectAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct) => ValueTask.FromResult(Nothing);
}
