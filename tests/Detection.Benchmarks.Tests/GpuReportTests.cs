using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Report;
using Detection.Contracts;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class GpuReportTests
{
    private static readonly GpuVariant Variant = new(GpuVariant.Fp32, Bytes: true, Batch: 8);

    [Fact]
    public void Should_count_a_picture_s_share_of_its_run_and_the_pictures_of_a_run()
    {
        var means = new StageMeans();
        for (var picture = 0; picture < 4; picture++)
            means.Add(new StageTimes { Decode = 3, Infer = 8, BatchSize = 4 });
        means.Add(new StageTimes { Decode = 8, Infer = 2, BatchSize = 1 });

        var (times, run) = means.Means();

        Assert.Equal(4, times.Decode, 6);
        Assert.Equal(2, times.Infer, 6); // two runs, 10 ms, five pictures
        Assert.Equal(2.5, run, 6);
    }

    [Fact]
    public void Should_take_a_picture_as_alone_where_nobody_tells()
    {
        var means = new StageMeans();
        means.Add(new StageTimes { Infer = 6 });

        Assert.Equal((6.0, 1.0), (means.Means().Times.Infer, means.Means().RunSize));
    }

    [Fact]
    public void Should_write_rates_and_stages_of_each_variant()
    {
        var stages = new GpuStages(new StageTimes { Decode = 3, Letterbox = 1, Wait = 2, Infer = 0.25, Boxes = 0.5, Annotate = 4 }, 7.5);
        var row = new GpuRow(Variant, null, new GpuPipelineRates(300.4, 200, stages, []), new GpuEmbeddedRates(250, 150, 3.5));
        var padded = new GpuRow(Variant with { Padding = 100 }, null, new GpuPipelineRates(310, 210, stages, []), null);

        var table = Report([row, padded]).Table();

        Assert.Contains("| fp32 | bytes | 8 | 0% | – | – | 300 | 200 | 250 | 150 | 3.5 |", table, StringComparison.Ordinal);
        Assert.Contains("| fp32 | bytes | 8 | 100% | – | – | 310 | 210 | – | – | – |", table, StringComparison.Ordinal);
        Assert.Contains("| fp32 | bytes | 8 | 0% | 7.5 | 3.00 | 1.00 | 2.00 | 0.25 | 0.50 | 4.00 | 0.00 |", table, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_a_row_for_what_failed_and_tell_a_reason_once()
    {
        var bare = new GpuRow(Variant with { Bytes = false }, new GpuBareRates(null, 500), null, null);
        var report = Report([bare, new GpuRow(Variant, null, null, null)], new GpuNote("this", "no room"), new GpuNote("that", "no room"));

        var table = report.Table();

        Assert.Contains("| fp32 | floats | 8 | 0% | 500 | – | – | – | – | – | – |", table, StringComparison.Ordinal);
        Assert.Contains("| fp32 | bytes | 8 | 0% | – | – | – | – | – | – | – |", table, StringComparison.Ordinal);
        Assert.Contains("- this; that: no room\n", table, StringComparison.Ordinal);
        Assert.DoesNotContain("pictures a run", table, StringComparison.Ordinal);
        Assert.False(report.IsEmpty);
    }

    [Fact]
    public void Should_be_empty_without_a_figure()
    {
        Assert.True(Report([new GpuRow(Variant, new GpuBareRates(null, null), null, null)]).IsEmpty);
        Assert.False((Report([]) with { Parity = new Dictionary<string, GpuParity> { ["fp32"] = new(1, 0, 0, 0) } }).IsEmpty);
    }

    private static GpuReport Report(IReadOnlyList<GpuRow> rows, params GpuNote[] notes) => new(
        "a GPU",
        new Machine("a processor", 2, 8, "a system", new Dictionary<string, string>()),
        "a model",
        new Dictionary<string, GpuParity>(),
        rows,
        notes);
}
