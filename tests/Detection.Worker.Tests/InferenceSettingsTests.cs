using Detection.Inference.Options;
using Detection.Testing;
using Detection.Worker.Models;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>What the settings make of the built-in model.</summary>
public sealed class InferenceSettingsTests
{
    [Theory]
    [InlineData(null, "auto", true, false)]
    [InlineData(" ", "AUTO", true, false)]
    [InlineData(null, "always", true, true)]
    [InlineData("/srv/models", "Always", false, true)]
    public void Should_offer_the_built_in_model(string? folders, string use, bool insteadOfNone, bool besideOthers) =>
        Assert.Equal(new BuiltInModel(TestModels.BlocksPath, insteadOfNone, besideOthers), BuiltIn(folders, use));

    [Theory]
    [InlineData("/srv/models", "auto")]
    [InlineData("/srv/models", "never")]
    [InlineData(null, "never")]
    public void Should_keep_the_built_in_model_out(string? folders, string use) => Assert.Null(BuiltIn(folders, use));

    [Fact]
    public void Should_know_no_built_in_model_where_the_file_is_not_there() =>
        Assert.Null(BuiltIn(null, "auto", Path.Combine(TestModels.Folder, "none.onnx")));

    /// <summary>They may be made later; a folder that somebody named must be there.</summary>
    [Fact]
    public void Should_search_the_usual_folders_whether_they_are_there_or_not()
    {
        var usual = new InferenceSettings().ToOptions();
        var named = new InferenceSettings { ModelFolders = "/srv/models", ModelScanSeconds = 0 }.ToOptions();

        Assert.Equal((true, 5), (usual.FoldersMayBeMissing, usual.ScanSeconds));
        Assert.Equal(["models", Path.Combine("..", "shared", "models")], usual.ModelFolders);
        Assert.Equal((false, 0), (named.FoldersMayBeMissing, named.ScanSeconds));
    }

    [Fact]
    public void Should_expect_it_beside_the_program() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "builtin", "shapes.onnx"), new InferenceSettings().BuiltInFile);

    /// <summary>The page's copy is compared with the same file, where the page is tested.</summary>
    [Fact]
    public void Should_tell_the_command_that_the_models_readme_tells() => Assert.Contains(
        $"\n    {CocoModel.Command}\n", File.ReadAllText(Repository.Of("infra", "models", "README.md")), StringComparison.Ordinal);

    [Fact]
    public void Should_hand_every_key_to_the_inference_library()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Inference:Provider"] = "tensorrt",
            ["Inference:Strict"] = "true",
            ["Inference:DeviceId"] = "1",
            ["Inference:GpuMemoryMiB"] = "2048",
            ["Inference:ModelGpuMemoryMiB:yolov8n"] = "1024",
            ["Inference:Cpu:Threads"] = "2",
            ["Inference:Cpu:GraphOptimization"] = "basic",
            ["Inference:Cpu:MemoryPattern"] = "true",
            ["Inference:Cpu:Spinning"] = "true",
            ["Inference:Cuda:ConvAlgoSearch"] = "EXHAUSTIVE",
            ["Inference:Cuda:ArenaExtendStrategy"] = "kNextPowerOfTwo",
            ["Inference:Cuda:PreferNhwc"] = "true",
            ["Inference:Cuda:FuseConvBias"] = "true",
            ["Inference:Cuda:UseTf32"] = "false",
            ["Inference:TensorRt:Fp16"] = "false",
            ["Inference:TensorRt:CacheFolder"] = "engines",
            ["Inference:TensorRt:WorkspaceMiB"] = "512",
            ["Inference:ProviderOptions:trt_builder_optimization_level"] = "5",
        };

        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
            .GetSection("Inference").Get<InferenceSettings>()!.ToOptions();

        Assert.Equal(("tensorrt", true, 1, 2048), (options.Provider, options.Strict, options.DeviceId, options.GpuMemoryMiB));
        Assert.Equal(1024, Assert.Contains("yolov8n", options.ModelGpuMemoryMiB));
        Assert.Equal(new CpuOptions { Threads = 2, GraphOptimization = "basic", MemoryPattern = true, Spinning = true }, options.Cpu);
        Assert.Equal(
            new CudaOptions
            {
                ConvAlgoSearch = "EXHAUSTIVE",
                ArenaExtendStrategy = "kNextPowerOfTwo",
                PreferNhwc = true,
                FuseConvBias = true,
                UseTf32 = false,
            },
            options.Cuda);
        Assert.Equal(new TensorRtOptions { Fp16 = false, CacheFolder = "engines", WorkspaceMiB = 512 }, options.TensorRt);
        Assert.Equal("5", Assert.Contains("trt_builder_optimization_level", options.ProviderOptions));
    }

    private static BuiltInModel? BuiltIn(string? folders, string use, string? file = null) =>
        new InferenceSettings { ModelFolders = folders, BuiltInModel = use, BuiltInFile = file ?? TestModels.BlocksPath }.ToOptions().BuiltIn;
}
