using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Serving;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public void Should_describe_a_model_from_its_metadata()
    {
        using var registry = Registries.Load(TestModels.Folder);

        var model = Assert.Single(registry.Current.Models);
        Assert.Equal(
            ("blocks", TestModels.BlocksPath, "detect", 32, 640, 640),
            (model.Name, model.File, model.Task, model.Stride, model.InputWidth, model.InputHeight));
        Assert.Equal(["red", "green", "blue"], model.Labels);
        Assert.True(model is { DynamicBatch: true, DynamicSize: true, Provider: "CPU", ProviderNote: "the CPU was asked for" });
        Assert.True(model.SelfTest.Ok);
        Assert.InRange(model.SelfTest.Milliseconds, double.Epsilon, 60_000);
    }

    [Fact]
    public void Should_offer_the_good_models_beside_bad_ones_and_say_so()
    {
        _folder.Copy(TestModels.BlocksPath);
        var pose = _folder.Copy(Path.Combine(TestModels.RefusedFolder, "pose.onnx"));

        using var registry = Load();

        Assert.Equal(["blocks"], registry.Current.Models.Select(m => m.Name));
        Assert.Equal(("pose", pose), registry.Current.Rejected.Select(r => (r.Name, r.File)).Single());
        Assert.False(registry.TryRent("pose", out _));
        Assert.Contains(_logger.Entries, e => e.Level == LogLevel.Warning && e.Message.Contains(pose, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_find_models_by_their_exact_name()
    {
        _folder.Copy(TestModels.BlocksPath, "b.onnx");
        _folder.Copy(TestModels.FixedBlocksPath, "a.onnx");

        using var registry = Load();

        Assert.Equal("a", registry.Detector("a").Model.Name);
        Assert.False(registry.TryRent("A", out _));
        Assert.Equal("b", registry.Current.Default.Name);
        Assert.Equal(["a", "b"], registry.Current.Models.Select(m => m.Name));
    }

    [Fact]
    public void Should_offer_the_earlier_of_two_models_of_one_name()
    {
        using var other = new TemporaryFolder();
        var first = _folder.Copy(TestModels.BlocksPath, "x.onnx");
        var second = other.Copy(TestModels.FixedBlocksPath, "x.onnx");

        using var registry = Load(o => o with { ModelFolders = [_folder.Path, other.Path] });

        Assert.Equal(first, registry.Current.Default.File);
        var rejected = Assert.Single(registry.Current.Rejected);
        Assert.Equal(second, rejected.File);
        Assert.Contains(first, rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_to_start_on_invalid_options()
    {
        var e = Assert.Throws<ModelLoadException>(() => Load(o => o with { Provider = "gpu", Sessions = -1 }));

        Assert.Contains("Provider", e.Message, StringComparison.Ordinal);
        Assert.Contains("Sessions", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_to_start_without_a_model()
    {
        var e = Assert.Throws<ModelLoadException>(() => Load());

        Assert.Contains(_folder.Path, e.Message, StringComparison.Ordinal);
        Assert.Contains("infra/models/README.md", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_log_what_runs_each_model_and_why_not_a_better_provider()
    {
        _folder.Copy(TestModels.BlocksPath);

        using var registry = Load();

        Assert.Contains(_logger.Entries, e => e.Message.Contains("blocks", StringComparison.Ordinal)
            && e.Message.Contains("runs on CPU", StringComparison.Ordinal)
            && e.Message.Contains("the CPU was asked for", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_pictures_once_disposed()
    {
        var registry = Registries.Load(TestModels.Folder);
        var detector = registry.Detector();
        using var image = Block.Draw(64, 64);

        registry.Dispose();
        registry.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => detector.DetectAsync(image, new DetectParameters(), default).AsTask());
    }

    [Fact]
    public async Task Should_finish_or_refuse_each_picture_when_disposed_amid_work()
    {
        var registry = Registries.Load(TestModels.Folder, o => o with { Sessions = 3 });
        using var image = Block.Draw(640, 480, new Block(0, 64, 96));
        var expected = (await registry.Detector().DetectAsync(image, new DetectParameters(), default)).Objects;
        var started = new TaskCompletionSource();
        var work = Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            if (i == 50)
                started.SetResult();
            return await registry.Detector().DetectAsync(image, new DetectParameters(), default);
        })).ToArray();

        await started.Task;
        registry.Dispose();

        foreach (var task in work)
        {
            try
            {
                Assert.Equal(expected, (await task).Objects);
            }
            catch (ObjectDisposedException)
            {
                // Its turn had not come.
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private ModelRegistry Load(Func<InferenceOptions, InferenceOptions>? change = null)
    {
        var options = new InferenceOptions { ModelFolders = [_folder.Path], Provider = "cpu" };
        return ModelRegistry.Load(change?.Invoke(options) ?? options, _logger);
    }
}
