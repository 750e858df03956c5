using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Loading;

/// <summary>What becomes of a model where providers fail it. They fail on any machine: with a GPU at an option that there is not.</summary>
public sealed class ModelLoaderTests : IDisposable
{
    private readonly TemporaryFolder _engines = new();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public void Should_go_on_to_the_CPU_and_keep_every_reason_in_order()
    {
        using var detector = Load(new FakeGpuProbe());

        var model = detector.Model;
        Assert.Equal(("CPU", "2 sessions of 1 thread", false), (model.Provider, model.Layout, model.GpuUnused));
        Assert.Matches("^TensorRT: .+; CUDA: .+[^.]$", model.ProviderNote);
        Assert.DoesNotContain("[ErrorCode", model.ProviderNote, StringComparison.Ordinal);
        Assert.True(model.SelfTest.Ok);
    }

    [Fact]
    public void Should_keep_the_probes_reason_before_the_sessions()
    {
        using var detector = Load(new FakeGpuProbe(tensorRt: "libnvinfer.so.10 is missing"));

        Assert.StartsWith("TensorRT: libnvinfer.so.10 is missing; CUDA: ", detector.Model.ProviderNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_loudly_that_a_GPU_is_not_used()
    {
        using var detector = Load(new FakeGpuProbe("no TensorRT", "no CUDA", "/dev/nvidia0 is there"));
        _logger.LogLoaded(detector.Model);

        Assert.True(detector.Model.GpuUnused);
        var (level, message) = Assert.Single(_logger.Entries, entry => entry.Message.Contains(" runs on ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("/dev/nvidia0 is there", message, StringComparison.Ordinal);
        Assert.Contains("TensorRT: no TensorRT; CUDA: no CUDA", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_quietly_that_there_is_no_GPU()
    {
        using var detector = Load(new FakeGpuProbe("no driver", "no driver"));
        _logger.LogLoaded(detector.Model);

        Assert.False(detector.Model.GpuUnused);
        var (level, message) = Assert.Single(_logger.Entries, entry => entry.Message.Contains(" runs on ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, level);
        Assert.Contains("runs on CPU, 2 sessions of 1 thread;", message, StringComparison.Ordinal);
        Assert.EndsWith("No better provider: no driver.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", "TensorRT: .+; CUDA: .+")]
    [InlineData("cuda", "'cuda' was requested and cannot be used: .+")]
    public void Should_refuse_a_model_that_no_GPU_runs_where_the_CPU_will_not_do(string provider, string reasons)
    {
        var e = Assert.Throws<ModelLoadException>(() => Load(new FakeGpuProbe(), Options with { Provider = provider, Strict = true }));

        Assert.Equal(TestModels.BlocksPath, e.File);
        Assert.Matches(reasons, e.Reason);
    }

    [Fact]
    public void Should_blame_the_file_and_not_the_provider_for_a_bad_file()
    {
        var file = Path.Combine(_engines.Path, "empty.onnx");
        File.WriteAllText(file, "");

        var e = Assert.Throws<ModelLoadException>(() => Load(new FakeGpuProbe(), Options with { Strict = true }, file));

        Assert.StartsWith("the file is empty", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_that_no_engine_is_kept_where_the_weights_lie_elsewhere()
    {
        _engines.Write("far.bin", new byte[4]);
        var file = _engines.Write("far.onnx", OnnxModels.WithExternalWeight(File.ReadAllBytes(TestModels.BlocksPath), "far.bin"));

        using (Load(new FakeGpuProbe(), file: file))
            Assert.Contains("TensorRT's engine of model far is not cached", _logger.Warnings[0], StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_engines.Path));

        using (Load(new FakeGpuProbe()))
            Assert.DoesNotContain(_logger.Warnings, warning => warning.Contains("model blocks is not cached", StringComparison.Ordinal));
        Assert.Single(Directory.GetDirectories(_engines.Path));
    }

    [Fact]
    public void Should_spread_threads_over_fewer_sessions()
    {
        using var detector = Load(
            new FakeGpuProbe("no driver", "no driver"),
            Options with { Sessions = 0, Cpu = new() { Threads = Environment.ProcessorCount } });

        Assert.StartsWith("1 session of ", detector.Model.Layout, StringComparison.Ordinal);
    }

    public void Dispose() => _engines.Dispose();

    private InferenceOptions Options => new()
    {
        Sessions = 2,
        TensorRt = new() { CacheFolder = _engines.Path },
        ProviderOptions = new Dictionary<string, string> { ["no_such_option"] = "1", ["trt_no_such_option"] = "1" },
    };

    private Detector Load(IGpuProbe probe, InferenceOptions? options = null, string? file = null)
    {
        options ??= Options;
        var loader = new ModelLoader(options, ProviderPlan.Make(options, probe), _logger, TimeProvider.System);
        return loader.Load(ModelFile.Read(file ?? TestModels.BlocksPath));
    }
}
