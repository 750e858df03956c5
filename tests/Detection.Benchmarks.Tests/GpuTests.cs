using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Report;
using Detection.Contracts;
using Detection.Testing;
using Detection.Worker.Models;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class GpuTests
{
    [Fact]
    public void Should_count_boxes_that_differ_from_the_cpu()
    {
        var parity = new GpuParity(0, 0, 0, 0)
            .With([Found(0, 10, 0.9), Found(1, 50, 0.8)], [Found(1, 50, 0.75), Found(0, 10.1, 0.9)])
            .With([Found(0, 10, 0.9)], [Found(1, 10, 0.9)]);

        Assert.Equal((3, 1, 1), (parity.Objects, parity.Missing, parity.Extra));
        Assert.Equal(0.05, parity.LargestScoreDifference, 6);
    }

    [Fact]
    public void Should_ask_the_product_for_each_variant()
    {
        var settings = new GpuVariant(GpuVariant.Tf32, Bytes: true, Batch: 8, Padding: 100).Environment("/engines")
            .ToDictionary(setting => setting.Name, setting => setting.Value);

        Assert.Equal(
            ("cuda", "true", "8", "always"),
            (settings["Inference__Provider"], settings["Inference__Cuda__UseTf32"], settings["Inference__MaxBatch"], settings["Inference__ByteInput"]));
        Assert.Equal(("100", "/engines"), (settings["Inference__BatchPaddingPercent"], settings["Inference__TensorRt__CacheFolder"]));
        Assert.Contains(new GpuVariant(GpuVariant.Fp16, false, 1).Settings("/engines"), setting => setting == ("Inference:Provider", "tensorrt"));
    }

    [Fact]
    public void Should_name_settings_that_the_product_knows()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new GpuVariant(GpuVariant.Fp32, Bytes: true, Batch: 8, Padding: 100).Settings("/engines")
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

        // Throws where a key is nobody's.
        var settings = configuration.GetSection("Inference").Get<InferenceSettings>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        var options = settings.ToOptions();

        Assert.Empty(options.CheckProviders());
        Assert.Equal(
            ("cuda", false, true, "/engines"), (options.Provider, options.Cuda.UseTf32, options.TensorRt.Fp16, options.TensorRt.CacheFolder));
        Assert.Equal(
            ("always", 8, 100, "always"),
            (options.Batches.Batching, options.Batches.MaxBatch, options.Batches.BatchPaddingPercent, options.Batches.ByteInput));
    }

    [Theory]
    [InlineData("1,4,16,64", "fp32,tf32", "tf32", 16)]
    [InlineData("1,64,32", "tf32", "tf32", 32)]
    [InlineData("8", "fp16,fp32", "fp16", 8)]
    [InlineData("1", "tf32", null, null)]
    public void Should_pad_at_one_batch_of_one_precision_beside_the_same_by_shape(string batches, string precisions, string? precision, int? batch)
    {
        var options = GpuOptions.Parse(["--batches", batches, "--precisions", precisions]);

        var all = options.Precisions.SelectMany(one => GpuPlan.Of(options, one)).SelectMany(variants => variants).ToList();

        Assert.Equal(2 * options.Batches.Count * options.Precisions.Count, all.Count(variant => variant.Padding == 0));
        var padded = all.SingleOrDefault(variant => variant.Padding > 0);
        Assert.Equal((precision, batch), (padded?.Precision, padded?.Batch));
        if (padded is not null)
            Assert.Equal(padded with { Padding = 0 }, all[all.IndexOf(padded) - 1]);
    }

    [Fact]
    public void Should_read_the_command_line()
    {
        var options = GpuOptions.Parse(["--batches", "1,4", "--precisions", "fp16"]);

        Assert.Equal([1, 4], options.Batches);
        Assert.Equal(["fp16"], options.Precisions);
        Assert.Equal([1, 4], GpuOptions.Parse(["--batches", "4,1,4", "--quick"]).Batches);
        Assert.Equal([1, 8, 32], GpuOptions.Parse(["--quick"]).Batches);
        Assert.Throws<UsageException>(() => GpuOptions.Parse(["--batches", "0"]));
        Assert.Throws<UsageException>(() => GpuOptions.Parse(["--batches", ","]));
        Assert.Throws<UsageException>(() => GpuOptions.Parse(["--precisions", "int4"]));
    }

    [Fact]
    public void Should_have_a_place_for_each_table_on_the_page()
    {
        var page = File.ReadAllText(Repository.Of("tests", "Detection.Benchmarks", "README.md"));

        Assert.All([BenchPage.Cpu, BenchPage.Gpu], place => Assert.Contains("| a table |", BenchPage.Fill(page, place, "| a table |"), StringComparison.Ordinal));
    }

    private static DetectedObject Found(int classId, double x, double confidence) => new()
    {
        ClassId = classId,
        Label = "thing",
        Confidence = confidence,
        Box = new BoundingBox { X = x, Y = 10, Width = 100, Height = 100 },
    };
}
