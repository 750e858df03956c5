using Detection.Benchmarks.Gpu;
using Detection.Inference.Models;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class GpuBenchTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly List<GpuReport> _progress = [];

    [Fact]
    public async Task Should_measure_every_variant_with_the_gpu_to_itself()
    {
        var lab = new FakeLab(_ => null);

        var report = await RunAsync(lab, "fp32,tf32", "1,16");

        Assert.Equal(9, report.Rows.Count); // floats and bytes of four, and one padded
        Assert.Empty(report.Notes);
        Assert.All(report.Rows, row => Assert.NotNull(row.Pipeline));
        Assert.All(report.Rows, row => Assert.Equal(row.Variant.Padding == 0, row.Embedded is not null));
        Assert.All(report.Rows, row => Assert.Equal(!row.Variant.Bytes, row.Bare is { Host: 400, Device: 500 }));
        Assert.Equal(0, lab.Open);
    }

    [Fact]
    public async Task Should_go_on_without_a_precision_that_cannot_be_had()
    {
        var lab = new FakeLab(what => what.Contains("fp16", StringComparison.Ordinal) ? new ModelLoadException("no TensorRT") : null);

        var report = await RunAsync(lab, "fp16,fp32", "1,8,32");

        Assert.Equal(["fp32"], report.Parity.Keys);
        Assert.Equal(6, report.Rows.Count(row => row is { Variant.Precision: "fp32", Pipeline: not null, Embedded: not null }));
        Assert.All(report.Rows.Where(row => row.Variant.Precision == "fp16"), row => Assert.True(row is { IsEmpty: true, Variant.Batch: 1 }));
        Assert.Equal(
            ["parity fp16", "pipeline fp16 floats 1", "pipeline fp16 bytes 1"],
            lab.Tried.Where(what => what.Contains("fp16", StringComparison.Ordinal)));
        Assert.Contains(new GpuNote("parity of fp16 with the CPU", "no TensorRT"), report.Notes);
        Assert.Contains("no TensorRT", _output.ToString(), StringComparison.Ordinal);
        Assert.False(report.IsEmpty);
    }

    [Fact]
    public async Task Should_measure_a_precision_whose_comparison_with_the_cpu_fails()
    {
        var lab = new FakeLab(what => what == "parity tf32" ? new InferenceException("out of memory") : null);

        var report = await RunAsync(lab, "tf32", "1,8");

        Assert.Empty(report.Parity);
        Assert.All(report.Rows, row => Assert.NotNull(row.Pipeline));
        Assert.Equal("out of memory", Assert.Single(report.Notes).Text);
    }

    [Theory]
    [InlineData("pipeline fp32 bytes 64")]
    [InlineData("embedded fp32 bytes 64")]
    [InlineData("bare fp32 64")]
    [InlineData("bare fp32 64 device")]
    public async Task Should_lose_no_more_than_what_fails(string failing)
    {
        var lab = new FakeLab(what => what == failing ? new BenchmarkException("no room") : null);

        var report = await RunAsync(lab, "fp32", "1,64,2");

        Assert.Equal(7, report.Rows.Count);
        var note = Assert.Single(report.Notes);
        Assert.StartsWith(failing.Split(' ')[0], note.What, StringComparison.Ordinal);
        Assert.Equal("no room", note.Text);
        Assert.Equal(failing.StartsWith("pipeline", StringComparison.Ordinal) ? 6 : 7, report.Rows.Count(row => row.Pipeline is not null));
        Assert.Equal(failing.StartsWith("bare", StringComparison.Ordinal) ? 6 : 5, report.Rows.Count(row => row.Embedded is not null));
        Assert.Equal(3 - (failing == "bare fp32 64" ? 1 : 0), report.Rows.Count(row => row.Bare?.Host is not null));
        Assert.Equal(3 - (failing.StartsWith("bare", StringComparison.Ordinal) ? 1 : 0), report.Rows.Count(row => row.Bare?.Device is not null));
        Assert.Equal(0, lab.Open);
    }

    [Fact]
    public async Task Should_tell_that_nothing_could_be_measured_and_why()
    {
        var report = await RunAsync(new FakeLab(_ => new ModelLoadException("no CUDA")), "fp32,tf32", "1,2");

        Assert.True(report.IsEmpty);
        Assert.Contains("pipeline, tf32, bytes, batches of 1: no CUDA", report.Table(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_pass_on_what_the_worker_warns_of()
    {
        var report = await RunAsync(new FakeLab(_ => null) { Remarks = ["Batches of 64 do not run."] }, "fp32", "64");

        Assert.Equal(3, report.Notes.Count(note => note.Text == "Batches of 64 do not run."));
    }

    [Fact]
    public async Task Should_have_handed_over_what_was_measured_before_something_unforeseen()
    {
        var lab = new FakeLab(what => what == "pipeline fp32 bytes 2" ? new InvalidOperationException("a mistake") : null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(lab, "fp32", "1,2"));

        Assert.Equal([1, 2, 3], _progress.Select(report => report.Rows.Count));
    }

    [Fact]
    public async Task Should_end_when_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        var lab = new FakeLab(what =>
        {
            if (what == "pipeline fp32 floats 1")
                interrupt.Cancel();
            return null;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(lab, "fp32", "1,2", interrupt.Token));

        Assert.DoesNotContain("embedded fp32 floats 1", lab.Tried);
    }

    public void Dispose() => _output.Dispose();

    private Task<GpuReport> RunAsync(FakeLab lab, string precisions, string batches, CancellationToken cancellationToken = default) =>
        new GpuBench(GpuOptions.Parse(["--precisions", precisions, "--batches", batches]), lab, _output).RunAsync(
            "a GPU",
            report =>
            {
                _progress.Add(report);
                return Task.CompletedTask;
            },
            cancellationToken);
}
