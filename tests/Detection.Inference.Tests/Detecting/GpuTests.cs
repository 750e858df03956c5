using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Detecting;

/// <summary>On a GPU, where there is one: every option is known to ONNX Runtime, and the self-test holds it to the CPU's results.</summary>
public sealed class GpuTests : IDisposable
{
    private readonly TemporaryFolder _engines = new();

    [GpuFact(ExecutionProvider.Cuda)]
    public void Should_run_on_CUDA() => Assert.Equal("CUDA", Run("cuda", new InferenceOptions()));

    [GpuFact(ExecutionProvider.Cuda)]
    public void Should_run_on_CUDA_with_every_option() => Assert.Equal("CUDA", Run("cuda", new InferenceOptions
    {
        GpuMemoryMiB = 4096,
        Cuda = new() { ConvAlgoSearch = "EXHAUSTIVE", ArenaExtendStrategy = "kNextPowerOfTwo", PreferNhwc = true, FuseConvBias = true, UseTf32 = false },
    }));

    [GpuFact(ExecutionProvider.TensorRt)]
    public void Should_run_on_TensorRT_and_keep_its_engine()
    {
        Assert.Equal("TensorRT", Run("tensorrt", new InferenceOptions { GpuMemoryMiB = 4096, TensorRt = new() { CacheFolder = _engines.Path } }));
        Assert.NotEmpty(Directory.GetFiles(_engines.Path, "*.engine", SearchOption.AllDirectories));
    }

    public void Dispose() => _engines.Dispose();

    private static string Run(string provider, InferenceOptions options)
    {
        using var registry = Registries.Load(TestModels.Folder, _ => options with { ModelFolders = [TestModels.Folder], Provider = provider });
        var model = registry.Current.Default;
        Assert.True(model is { ProviderNote: null, GpuUnused: false, SelfTest.Ok: true });
        return model.Provider;
    }
}
