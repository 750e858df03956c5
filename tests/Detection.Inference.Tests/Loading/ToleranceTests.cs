using Detection.Inference.Execution;
using Detection.Inference.Loading;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Xunit;

namespace Detection.Inference.Tests.Loading;

public class ToleranceTests
{
    [Fact]
    public void Should_be_small_where_everything_is_in_single_precision() => Assert.Equal(
        Tolerance.SinglePrecision, Of(new InferenceOptions { Cuda = new CudaOptions { UseTf32 = false } }, ExecutionProvider.Cuda));

    [Fact]
    public void Should_allow_for_TF32()
    {
        Assert.Equal(Tolerance.TensorFloat, Of(new InferenceOptions(), ExecutionProvider.Cuda));
        Assert.Equal(
            Tolerance.TensorFloat,
            Of(new InferenceOptions { TensorRt = new TensorRtOptions { Fp16 = false } }, ExecutionProvider.TensorRt));
    }

    [Theory]
    [InlineData(320, 1)]
    [InlineData(640, 1)]
    [InlineData(1280, 2)]
    [InlineData(4096, 8)]
    public void Should_allow_for_half_precisions_pixels(int side, float pixels)
    {
        var tolerance = Of(new InferenceOptions(), ExecutionProvider.TensorRt, side);

        Assert.Equal((Tolerance.TensorFloat.Score, pixels), (tolerance.Score, tolerance.MeanPixels));
    }

    [Fact]
    public void Should_follow_the_free_options() => Assert.Equal(
        Tolerance.SinglePrecision,
        Of(new InferenceOptions { ProviderOptions = new Dictionary<string, string> { ["use_tf32"] = "0" } }, ExecutionProvider.Cuda));

    private static Tolerance Of(InferenceOptions options, ExecutionProvider provider, int side = 640) =>
        Tolerance.Of(SessionSetup.OnGpu(options, provider, "model", null, null), side);
}
