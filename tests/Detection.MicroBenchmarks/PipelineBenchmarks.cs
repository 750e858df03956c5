using BenchmarkDotNet.Attributes;
using Detection.Imaging;
using Detection.Inference;
using Detection.Inference.Detecting;
using Detection.Inference.Options;
using Detection.Inference.Serving;
using Detection.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detection.MicroBenchmarks;

/// <summary>The whole way of one picture, the network included.</summary>
public class PipelineBenchmarks
{
    private readonly ImageDecoder _decoder = new(new ImageLimits());
    private readonly Annotator _annotator = new();
    private readonly byte[] _jpeg = Samples.Photograph();

    private ModelRegistry _models = null!;
    private DetectorLease _lease = null!;

    [GlobalSetup]
    public void Setup()
    {
        var options = new InferenceOptions
        {
            ModelFolders = [SharedFolder.Path is null ? Repository.Of("infra", "models", "shapes") : SharedFolder.Of("models")],
            Provider = "cpu",
            Sessions = 1,
        };
        _models = ModelRegistry.Load(options, NullLogger.Instance);
        _lease = _models.TryRent(null, out var lease) ? lease : throw new InvalidOperationException("There is no default model.");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _lease.Dispose();
        _models.Dispose();
    }

    [Benchmark(Description = "bytes to boxes")]
    public async Task<int> Detect()
    {
        using var image = _decoder.Decode(_jpeg, _lease.Detector.Model.DecodeTarget);
        return (await _lease.Detector.DetectAsync(image, new DetectParameters(), default)).Objects.Count;
    }

    [Benchmark(Description = "bytes to boxes and an annotated picture")]
    public async Task<int> Annotate()
    {
        using var image = _decoder.Decode(_jpeg);
        var found = await _lease.Detector.DetectAsync(image, new DetectParameters(), default);
        using var jpeg = _annotator.AnnotateJpeg(image, found.Objects);
        return jpeg.Length;
    }
}
