using Detection.Inference.Options;
using Xunit;

namespace Detection.Inference.Tests.Options;

public class InferenceOptionsTests
{
    [Fact]
    public void Should_be_valid_with_a_folder() =>
        Assert.Empty(new InferenceOptions { ModelFolders = ["models"] }.Validate());

    [Fact]
    public void Should_need_no_folder_where_the_built_in_model_stands_in()
    {
        var builtIn = new BuiltInModel("/builtin/shapes.onnx", InsteadOfNone: true, BesideOthers: false);

        Assert.Empty(new InferenceOptions { BuiltIn = builtIn }.Validate());
        Assert.Single(new InferenceOptions { BuiltIn = builtIn with { InsteadOfNone = false } }.Validate());
    }

    [Fact]
    public void Should_report_every_problem_with_its_property()
    {
        var problems = new InferenceOptions { ModelFolders = [""], Provider = "gpu", Sessions = -1, ScanSeconds = double.NaN }.Validate();

        Assert.Equal(["ModelFolders", "Provider", "Sessions", "ScanSeconds"], problems.Select(p => p.Split(' ')[0]));
    }

    [Theory]
    [InlineData("CUDA")]
    [InlineData("TensorRT")]
    public void Should_read_a_provider_in_any_case(string provider) =>
        Assert.Empty(new InferenceOptions { ModelFolders = ["models"], Provider = provider }.Validate());

    [Fact]
    public void Should_report_every_problem_of_what_runs_the_models()
    {
        var options = new InferenceOptions
        {
            DeviceId = -1,
            GpuMemoryMiB = -1,
            ModelGpuMemoryMiB = new Dictionary<string, int> { ["good"] = 512, ["huge"] = (1 << 20) + 1 },
            Cpu = new CpuOptions { Threads = 0, GraphOptimization = "much" },
            Cuda = new CudaOptions { ConvAlgoSearch = "LUCK", ArenaExtendStrategy = "kAll" },
            TensorRt = new TensorRtOptions { WorkspaceMiB = -1 },
            ProviderOptions = new Dictionary<string, string> { ["enable_cuda_graph"] = " " },
        };

        Assert.Equal(
            [
                "DeviceId is -1 by CUDA's count; allowed are 0 to 255 by CUDA's count.",
                "GpuMemoryMiB is -1 MiB; allowed are 0 to 1048576 MiB.",
                "ModelGpuMemoryMiB:huge is 1048577 MiB; allowed are 0 to 1048576 MiB.",
                "ProviderOptions:enable_cuda_graph has no value.",
                "Cpu:Threads is 0 threads; allowed are 1 to 256 threads.",
                "Cpu:GraphOptimization is 'much'; allowed are none, basic, extended, all.",
                "Cuda:ConvAlgoSearch is 'LUCK'; allowed are HEURISTIC, EXHAUSTIVE, DEFAULT.",
                "Cuda:ArenaExtendStrategy is 'kAll'; allowed are kSameAsRequested, kNextPowerOfTwo.",
                "TensorRt:WorkspaceMiB is -1 MiB; allowed are 0 to 1048576 MiB.",
            ],
            options.CheckProviders().Select(problem => problem.ToString()));
    }

    [Fact]
    public void Should_report_every_problem_with_batches()
    {
        var batches = new BatchOptions
        {
            Batching = "yes",
            MaxBatch = 257,
            MaxBatchDelayMilliseconds = -1,
            BatchPaddingPercent = 301,
            ByteInput = "",
        };

        var problems = new InferenceOptions { ModelFolders = ["models"], Batches = batches }.Validate();

        Assert.Equal(
            ["Batching", "MaxBatch", "MaxBatchDelayMilliseconds", "BatchPaddingPercent", "ByteInput"], problems.Select(p => p.Split(' ')[0]));
        Assert.Empty(new InferenceOptions { ModelFolders = ["models"], Batches = new() { Batching = "ALWAYS", ByteInput = "Never" } }.Validate());
    }
}
