using Detection.Hosting.Bus;
using Detection.Testing;
using Detection.Worker.Models;
using Detection.Worker.Settings;
using Detection.Worker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>Each bad setting is told by its key, its value and what is allowed.</summary>
public sealed class OptionRulesTests
{
    [Theory]
    [InlineData("Worker:Concurrency", "-1", "is -1 pictures; allowed are 0 to 1024 pictures.")]
    [InlineData("Worker:Concurrency", "1025", "is 1025 pictures; allowed are 0 to 1024 pictures.")]
    [InlineData("Worker:MegapixelsInWork", "0.5", "is 0.5 megapixels; allowed are 1 to 100000 megapixels.")]
    [InlineData("Worker:ImagingThreads", "1025", "is 1025 threads; allowed are 0 to 1024 threads.")]
    [InlineData("Worker:MaxImageBytes", "1023", "is 1023 bytes; allowed are 1024 to 1073741824 bytes.")]
    [InlineData("Worker:MaxMegapixels", "269", "is 269 megapixels; allowed are 0.01 to 268 megapixels.")]
    [InlineData("Worker:MaxMegapixels", "NaN", "is NaN megapixels; allowed are 0.01 to 268 megapixels.")]
    [InlineData("Worker:InlineMaxBytes", "-1", "is -1 bytes; allowed are 0 to 16777216 bytes.")]
    [InlineData("Worker:JpegQuality", "0", "is 0 percent; allowed are 1 to 100 percent.")]
    [InlineData("Worker:Retries", "21", "is 21 tries; allowed are 0 to 20 tries.")]
    [InlineData("Worker:StartedAfterMilliseconds", "60001", "is 60001 milliseconds; allowed are 0 to 60000 milliseconds.")]
    [InlineData("Worker:ReportSeconds", "0.4", "is 0.4 seconds; allowed are 0.5 to 60 seconds.")]
    [InlineData("Inference:Sessions", "1025", "is 1025 sessions; allowed are 0 to 1024 sessions.")]
    [InlineData("Worker:DecodeSeconds", "0", "is 0 seconds; allowed are 0.1 to 600 seconds.")]
    [InlineData("Inference:LoadSeconds", "0.5", "is 0.5 seconds; allowed are 1 to 86400 seconds.")]
    [InlineData("Inference:ModelScanSeconds", "3601", "is 3601 seconds; allowed are 0 to 3600 seconds.")]
    [InlineData("Inference:ModelScanSeconds", "NaN", "is NaN seconds; allowed are 0 to 3600 seconds.")]
    [InlineData("Inference:ModelScanSeconds", "0.05", "is less than a tenth of a second; 0 looks only at the start.")]
    [InlineData("Inference:Provider", "gpu", "is 'gpu'; allowed are auto, tensorrt, cuda, cpu.")]
    [InlineData("Inference:DeviceId", "-1", "is -1 by CUDA's count; allowed are 0 to 255 by CUDA's count.")]
    [InlineData("Inference:GpuMemoryMiB", "1048577", "is 1048577 MiB; allowed are 0 to 1048576 MiB.")]
    [InlineData("Inference:ModelGpuMemoryMiB:blocks", "-1", "is -1 MiB; allowed are 0 to 1048576 MiB.")]
    [InlineData("Inference:Cpu:Threads", "0", "is 0 threads; allowed are 1 to 256 threads.")]
    [InlineData("Inference:Cpu:GraphOptimization", "some", "is 'some'; allowed are none, basic, extended, all.")]
    [InlineData("Inference:Cuda:ConvAlgoSearch", "luck", "is 'luck'; allowed are HEURISTIC, EXHAUSTIVE, DEFAULT.")]
    [InlineData("Inference:Cuda:ArenaExtendStrategy", "kAll", "is 'kAll'; allowed are kSameAsRequested, kNextPowerOfTwo.")]
    [InlineData("Inference:TensorRt:WorkspaceMiB", "-1", "is -1 MiB; allowed are 0 to 1048576 MiB.")]
    [InlineData("Inference:ProviderOptions:enable_cuda_graph", "", "has no value.")]
    [InlineData("Inference:ModelFolders", ":", "is ':', which names no folder; separate folders by ':'.")]
    [InlineData("Inference:BuiltInModel", "sometimes", "is 'sometimes'; allowed are auto, always, never.")]
    [InlineData("Inference:Batching", "gpu", "is 'gpu'; allowed are auto, always, never.")]
    [InlineData("Inference:MaxBatch", "0", "is 0 pictures; allowed are 1 to 256 pictures.")]
    [InlineData("Inference:MaxBatchDelayMilliseconds", "1001", "is 1001 ms; allowed are 0 to 1000 ms.")]
    [InlineData("Inference:BatchPaddingPercent", "301", "is 301 percent; allowed are 0 to 300 percent.")]
    [InlineData("Inference:ByteInput", "yes", "is 'yes'; allowed are auto, always, never.")]
    public void Should_refuse_in_words(string key, string value, string complaint)
    {
        var failure = Assert.Single(Failures((key, value)));

        Assert.StartsWith($"{key} {complaint}", failure, StringComparison.Ordinal);
        Assert.EndsWith(".", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_all_that_is_wrong_at_once() => Assert.Equal(
        ["Worker:JpegQuality is 101 percent; allowed are 1 to 100 percent.", "Worker:Retries is -1 tries; allowed are 0 to 20 tries."],
        Failures(("Worker:JpegQuality", "101"), ("Worker:Retries", "-1")));

    [Fact]
    public void Should_accept_the_defaults() => Assert.Empty(Failures());

    /// <summary>With a bus in memory, a picture in work that were not noted could end the process for ever.</summary>
    [Fact]
    public void Should_allow_no_more_in_work_than_the_journal_has_room_for()
    {
        Assert.Empty(Failures(("Worker:Concurrency", $"{WorkJournal.Slots}")));
        Assert.Single(Failures(("Worker:Concurrency", $"{WorkJournal.Slots + 1}")));
    }

    [Fact]
    public void Should_resolve_what_follows_from_the_machine()
    {
        Assert.Equal(12, new WorkerOptions().EffectiveConcurrency(atOnce: 4));
        Assert.Equal(3, new WorkerOptions { Concurrency = 3 }.EffectiveConcurrency(atOnce: 4));
        Assert.Equal(Environment.ProcessorCount, new WorkerOptions().EffectiveImagingThreads);
        Assert.Equal(5, new WorkerOptions { ImagingThreads = 5 }.EffectiveImagingThreads);
    }

    [Fact]
    public void Should_read_the_model_folders_from_one_text() =>
        Assert.Equal(["models", "/srv/models"], new InferenceSettings { ModelFolders = "models: /srv/models:" }.ToOptions().ModelFolders);

    [Fact]
    public void Should_refuse_to_offer_a_built_in_model_that_is_not_there() => Assert.Equal(
        ["Inference:BuiltInModel is 'always', but there is no /no/such/shapes.onnx."],
        Failures(("Inference:BuiltInModel", "Always"), ("Inference:BuiltInFile", "/no/such/shapes.onnx")));

    [Theory]
    [InlineData("never", "tests/models/blocks.onnx")]
    [InlineData("auto", "no/such.onnx")]
    public void Should_refuse_to_start_with_nothing_to_run(string use, string file)
    {
        var failure = Assert.Single(Failures(
            ("Inference:ModelFolders", ""), ("Inference:BuiltInModel", use), ("Inference:BuiltInFile", Repository.Of(file))));

        Assert.StartsWith("Inference:ModelFolders is not given", failure, StringComparison.Ordinal);
        Assert.Contains("infra/models/README.md", failure, StringComparison.Ordinal);
    }

    private static string[] Failures(params (string Key, string Value)[] settings)
    {
        using var folder = new ScratchFolder();
        var builder = WorkerServices.Builder(folder.Path, settings);
        builder.Services.AddDetectionWorker();
        using var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
    }
}
