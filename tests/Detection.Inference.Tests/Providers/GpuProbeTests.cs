using Detection.Inference.Models;
using Detection.Inference.Providers;
using Xunit;

namespace Detection.Inference.Tests.Providers;

/// <summary>What the probe says of the machine that the tests run on, whichever it is.</summary>
public class GpuProbeTests
{
    [Fact]
    public void Should_say_that_there_is_no_driver_where_there_is_none()
    {
        // Whatever the machine: with a driver there is nothing to say, without one it is said in words.
        var hasDriver = File.Exists("/proc/driver/nvidia/version");

        Assert.Equal(hasDriver ? null : "no NVIDIA driver on this machine", CudaProbe.Problem());
        Assert.Equal(hasDriver, CudaProbe.HasDriver());
    }

    [Theory]
    [InlineData(ExecutionProvider.Cuda)]
    [InlineData(ExecutionProvider.TensorRt)]
    public void Should_find_a_device_that_nobody_has_missing(object provider)
    {
        var problem = new GpuProbe(deviceId: 255).Problem((ExecutionProvider)provider);

        Assert.False(string.IsNullOrWhiteSpace(problem));
        Assert.DoesNotContain("[ErrorCode", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionProvider.Cuda, "libonnxruntime_providers_cuda.so")]
    [InlineData(ExecutionProvider.TensorRt, "libonnxruntime_providers_tensorrt.so")]
    public void Should_look_for_the_library_beside_the_runtimes_own(object provider, string name)
    {
        _ = Microsoft.ML.OnnxRuntime.OrtEnv.Instance();

        var library = ProviderLibrary.Of((ExecutionProvider)provider);

        Assert.Equal(name, library?.Name);
    }
}
