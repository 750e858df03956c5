using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Xunit;

namespace Detection.Inference.Tests.Execution;

/// <summary>What ONNX Runtime is told, in its own words.</summary>
public class SessionSetupTests
{
    private static readonly InputProfile Profile = new("images:1x3x32x32", "images:8x3x640x640", "images:8x3x640x640");

    [Fact]
    public void Should_tell_CUDA_the_defaults() => Assert.Equal(
        [
            ("arena_extend_strategy", "kSameAsRequested"), ("cudnn_conv_algo_search", "HEURISTIC"), ("device_id", "0"),
            ("fuse_conv_bias", "0"), ("prefer_nhwc", "0"), ("use_tf32", "1"),
        ],
        Sorted(OnGpu(new InferenceOptions()).Cuda));

    [Fact]
    public void Should_tell_CUDA_what_was_chosen() => Assert.Equal(
        [
            ("arena_extend_strategy", "kNextPowerOfTwo"), ("cudnn_conv_algo_search", "EXHAUSTIVE"), ("device_id", "3"),
            ("fuse_conv_bias", "1"), ("gpu_mem_limit", "2147483648"), ("prefer_nhwc", "1"), ("use_tf32", "0"),
        ],
        Sorted(OnGpu(new InferenceOptions
        {
            DeviceId = 3,
            GpuMemoryMiB = 2048,
            Cuda = new CudaOptions
            {
                ArenaExtendStrategy = "knextpoweroftwo",
                ConvAlgoSearch = "exhaustive",
                FuseConvBias = true,
                PreferNhwc = true,
                UseTf32 = false,
            },
        }).Cuda));

    [Theory]
    [InlineData("yolov8n", "1073741824")]
    [InlineData("unlimited", null)]
    [InlineData("another", "536870912")]
    public void Should_limit_the_memory_of_each_model(string model, string? bytes)
    {
        var options = new InferenceOptions
        {
            GpuMemoryMiB = 512,
            ModelGpuMemoryMiB = new Dictionary<string, int> { ["yolov8n"] = 1024, ["unlimited"] = 0 },
        };

        Assert.Equal(bytes, OnGpu(options, model: model).Cuda.GetValueOrDefault("gpu_mem_limit"));
        Assert.Equal(bytes, OnGpu(options, ExecutionProvider.TensorRt, model).TensorRt.GetValueOrDefault("trt_max_workspace_size"));
    }

    [Fact]
    public void Should_put_CUDA_behind_TensorRT_and_TensorRT_nowhere_else()
    {
        var options = new InferenceOptions { Cuda = new CudaOptions { PreferNhwc = true } };

        Assert.Equal(Sorted(OnGpu(options).Cuda), Sorted(OnGpu(options, ExecutionProvider.TensorRt).Cuda));
        Assert.Empty(OnGpu(options).TensorRt);
        Assert.Empty(SessionSetup.OnCpu(options).TensorRt);
        Assert.Empty(SessionSetup.OnCpu(options).Cuda);
    }

    [Fact]
    public void Should_tell_TensorRT_shapes_precision_and_where_engines_are() => Assert.Equal(
        [
            ("device_id", "1"), ("trt_engine_cache_enable", "1"), ("trt_engine_cache_path", "/cache/yolov8n-0123"), ("trt_fp16_enable", "1"),
            ("trt_max_workspace_size", "268435456"), ("trt_profile_max_shapes", Profile.Max), ("trt_profile_min_shapes", Profile.Min),
            ("trt_profile_opt_shapes", Profile.Opt), ("trt_timing_cache_enable", "1"), ("trt_timing_cache_path", "/cache"),
        ],
        Sorted(SessionSetup.OnGpu(
            new InferenceOptions { DeviceId = 1, GpuMemoryMiB = 1024, TensorRt = new TensorRtOptions { WorkspaceMiB = 256 } },
            ExecutionProvider.TensorRt, "yolov8n", Profile, "/cache/yolov8n-0123").TensorRt));

    [Fact]
    public void Should_tell_TensorRT_nothing_of_what_is_not_wanted() => Assert.Equal(
        [("device_id", "0"), ("trt_fp16_enable", "0")],
        Sorted(SessionSetup.OnGpu(
            new InferenceOptions { TensorRt = new TensorRtOptions { Fp16 = false } }, ExecutionProvider.TensorRt, "yolov8n", null, null).TensorRt));

    [Fact]
    public void Should_pass_free_options_on_to_whom_they_belong_and_let_them_win()
    {
        var options = new InferenceOptions
        {
            ProviderOptions = new Dictionary<string, string>
            {
                ["use_tf32"] = "0",
                ["cudnn_conv_use_max_workspace"] = "1",
                ["trt_fp16_enable"] = "0",
                ["trt_builder_optimization_level"] = "5",
                ["session.intra_op.allow_spinning"] = "1",
            },
        };
        var setup = OnGpu(options, ExecutionProvider.TensorRt);

        Assert.Equal(("0", "1"), (setup.Cuda["use_tf32"], setup.Cuda["cudnn_conv_use_max_workspace"]));
        Assert.Equal(("0", "5"), (setup.TensorRt["trt_fp16_enable"], setup.TensorRt["trt_builder_optimization_level"]));
        Assert.DoesNotContain("trt_fp16_enable", setup.Cuda.Keys);
        Assert.DoesNotContain("use_tf32", setup.TensorRt.Keys);
        Assert.Equal([("session.intra_op.allow_spinning", "1")], Sorted(setup.Entries));
        Assert.Equal([("session.intra_op.allow_spinning", "1")], Sorted(SessionSetup.OnCpu(options).Entries));
    }

    [Theory]
    [InlineData(false, "0")]
    [InlineData(true, "1")]
    public void Should_let_threads_of_the_CPU_spin_or_not(bool spinning, string flag) => Assert.Equal(
        [("session.intra_op.allow_spinning", flag)],
        Sorted(SessionSetup.OnCpu(new InferenceOptions { Cpu = new CpuOptions { Spinning = spinning } }).Entries));

    private static SessionSetup OnGpu(
        InferenceOptions options, ExecutionProvider provider = ExecutionProvider.Cuda, string model = "yolov8n") =>
        SessionSetup.OnGpu(options, provider, model, null, null);

    private static IEnumerable<(string Key, string Value)> Sorted(IReadOnlyDictionary<string, string> settings) =>
        settings.Select(setting => (setting.Key, setting.Value)).OrderBy(setting => setting.Key, StringComparer.Ordinal);
}
