using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Loading;

/// <summary>Which models run without the end of their graph on the CPU, and what is told of the others.</summary>
public sealed class HeadLoadingTests : IDisposable
{
    private static readonly string _shapes = Repository.Of("infra", "models", "shapes", "shapes.onnx");

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();

    [Theory]
    [InlineData("never")]
    [InlineData("always")]
    public void Should_cut_the_built_in_model(string byteInput)
    {
        using var detector = Load(_shapes, byteInput);

        Assert.True(detector.Model.SelfTest.Ok);
        Assert.Empty(_logger.Entries);
    }

    [SharedFact]
    public void Should_cut_YOLOv8()
    {
        using var detector = Load(SharedFolder.Of("models", "yolov8n.onnx"));

        Assert.Empty(_logger.Entries);
    }

    [Theory]
    [InlineData("never")]
    [InlineData("always")]
    public void Should_run_another_head_whole_and_say_so_once(string byteInput)
    {
        using var detector = Load(TestModels.BlocksPath, byteInput);

        Assert.True(detector.Model.SelfTest.Ok);
        Assert.Contains(
            "Model blocks runs its whole graph, which is a little slower: boxes are made by its graph, because its head does not end in",
            Assert.Single(_logger.Entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_run_a_model_whole_whose_graph_changes_scores_of_nearly_nothing()
    {
        var file = _folder.Write("masked.onnx", OnnxModels.WithLastClassMasked(File.ReadAllBytes(_shapes), rows: 13));

        using var detector = Load(file);

        Assert.True(detector.Model.SelfTest.Ok);
        Assert.Contains("differ from those of the file as it is", Assert.Single(_logger.Entries).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Detector Load(string file, string byteInput = "never")
    {
        var options = new InferenceOptions { Provider = "cpu", Sessions = 1, Batches = new BatchOptions { ByteInput = byteInput } };
        return new ModelLoader(options, ProviderPlan.Make(options, new FakeGpuProbe()), _logger, TimeProvider.System).Load(ModelFile.Read(file));
    }
}
