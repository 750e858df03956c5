using Detection.Imaging;
using Detection.Inference.Serving;
using Detection.Storage;
using Detection.Worker.Pipeline;
using Detection.Worker.Settings;
using Microsoft.Extensions.Options;

namespace Detection.Worker.Tests.Support;

/// <summary>A pipeline as the worker's host composes it, on the coloured-squares model.</summary>
internal sealed class PipelineUnderTest : IDisposable
{
    private readonly ImagingThreads _threads = new(2, TimeProvider.System);

    public PipelineUnderTest(BlocksFixture blocks, IBlobStore store, long pixelsInWork = 10_000_000, IModelRegistry? models = null, double decodeSeconds = 30)
    {
        var options = Options.Create(new WorkerOptions { Name = "tested-worker", DecodeSeconds = decodeSeconds });
        var limits = new ImageLimits { MaxPixels = 2_000_000 };
        Models = new CountingRegistry(models ?? blocks.Models);
        Budget = new PixelBudget(pixelsInWork);
        Pipeline = new DetectionPipeline(
            Models,
            new PictureLoader(new PictureSource(store, options), limits, new ImageDecoder(limits), Budget, _threads, options, TimeProvider.System),
            new PictureAnnotator(new Annotator(jpegQuality: 90), _threads, store, TimeProvider.System),
            new WorkerIdentity(options, TimeProvider.System),
            TimeProvider.System);
    }

    public CountingRegistry Models { get; }

    public PixelBudget Budget { get; }

    public DetectionPipeline Pipeline { get; }

    public void Dispose() => _threads.Dispose();
}
