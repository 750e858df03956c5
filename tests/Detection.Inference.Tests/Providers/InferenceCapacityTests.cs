using Detection.Inference.Options;
using Detection.Inference.Providers;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Providers;

public sealed class InferenceCapacityTests
{
    [Theory]
    [InlineData("auto", "auto", true, 8)]
    [InlineData("auto", "never", true, 1)]
    [InlineData("cpu", "auto", true, 3)]
    [InlineData("auto", "auto", false, 3)]
    [InlineData("auto", "always", false, 8)]
    [InlineData("cuda", "auto", false, 3)] // the start is refused
    public void Should_follow_from_what_is_to_run_the_models(string provider, string batching, bool gpu, int expected)
    {
        var options = new InferenceOptions
        {
            ModelFolders = ["models"],
            Provider = provider,
            Sessions = 3,
            Batches = new() { Batching = batching, MaxBatch = 8 },
        };
        var probe = gpu ? new FakeGpuProbe() : new FakeGpuProbe("no TensorRT", "no CUDA");

        var cores = gpu && provider != "cpu" ? Environment.ProcessorCount / 2 : 0;
        Assert.Equal(expected + cores, InferenceCapacity.PicturesAtOnce(options, probe));
    }
}
