using BenchmarkDotNet.Attributes;
using Detection.Imaging;
using Detection.Inference;
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

    [GlobalSetup]
    public void Setup() => _models = ModelRegistry.Load(
        new InferenceOptions
        {
            ModelFolders = [SharedFolder.Path is null ? Repository.Of("infra", "models", "shapes") : SharedFolder.Of("models")],
            Provider = "cpu",
            Sessions = 1,
        },
        NullLogger.Instance);

    [GlobalCleanup]
    public void Cleanup() => _models.Dispose();

    [Benchmark(Description = "bytes to boxes")]
    public async Task<int> Detect()
    {
        using var image = _decoder.Decode(_jpeg, _models.Default.Model.DecodeTarget);
        return (await _models.Default.DetectAsync(image, new DetectParameters(), default)).Objects.Count;
    }

    [Benchmark(Description = "bytes to boxes and an annotated picture")]
    public async Task<int> Annotate()
    {
        using var image = _decoder.Decode(_jpeg);
        var found = await _models.Default.DetectAsync(image, new DetectParameters(), default);
        using var jpeg = _annotator.AnnotateJpeg(
            image, [.. found.Objects.Select(o => new Annotation(o.ClassId, o.Label, o.Confidence, o.X, o.Y, o.Width, o.Height))]);
        return jpeg.Length;
    }
}
