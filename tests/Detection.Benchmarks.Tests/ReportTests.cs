using System.Text.Json;
using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Benchmarks.Report;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class ReportTests
{
    // Scripts read these: they are not renamed.
    private static readonly string[] Keys =
    [
        "bare_images_per_s", "pipeline_ratio", "pipeline_annotated_ratio", "embedded_ratio", "rabbitmq_ratio",
        "rabbitmq_square_ratio", "added_latency_p50_ms", "added_latency_p99_ms", "control_plane_per_s", "worker_memory_growth",
        "peer_ratio", "bare_cut_images_per_s", "square_images_per_s", "added_latency_p95_ms", "control_plane_two_workers_per_s",
    ];

    [Fact]
    public void Should_write_all_figures_into_the_json()
    {
        using var json = JsonDocument.Parse(BenchJson.Write(Report(Measured())));

        Assert.All(Keys, key => Assert.Equal(JsonValueKind.Number, json.RootElement.GetProperty(key).ValueKind));
        Assert.Equal(0.9, json.RootElement.GetProperty("pipeline_ratio").GetDouble(), 6);
        Assert.Equal(1.25, json.RootElement.GetProperty("rabbitmq_square_ratio").GetDouble(), 6);
        Assert.Equal(0.02, json.RootElement.GetProperty("worker_memory_growth").GetDouble(), 6);
        Assert.Equal(0.8, json.RootElement.GetProperty("spread").GetProperty("pipeline_ratio").GetProperty("least").GetDouble(), 6);
        Assert.Equal(7.5, json.RootElement.GetProperty("cpu_ms_per_picture").GetProperty("bare").GetProperty("load").GetDouble(), 6);
        Assert.Equal("a processor", json.RootElement.GetProperty("machine").GetProperty("processor").GetString());
    }

    [Fact]
    public void Should_leave_out_what_was_not_measured()
    {
        var results = new Results();
        results.Add(Figure.Bare, 20);
        var report = Report(results);
        using var json = JsonDocument.Parse(BenchJson.Write(report));

        Assert.All(Keys[1..], key => Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty(key).ValueKind));
        Assert.Contains("| pipeline / bare | – |", BenchTable.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_judge_each_figure_by_its_target()
    {
        var table = BenchTable.Write(Report(Measured()));

        Assert.Contains("| pipeline / bare | 0.900 | 0.800 – 1.000 | 0.920 | 0.970 | missed |", table, StringComparison.Ordinal);
        Assert.Contains("| RabbitMQ, annotated / square | 1.250 | 1.250 – 1.250 | 1.000 | 1.150 | dream |", table, StringComparison.Ordinal);
        Assert.Contains("| the same, p99, ms | 70.0 |  | 80.0 | 40.0 | reached |", table, StringComparison.Ordinal);
        Assert.Contains("| worker | 100 | 102 |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_a_row_for_each_key() =>
        Assert.Equal(Keys.Order(), BenchTable.Rows(Report(new Results())).Select(row => row.Key).Order());

    [Fact]
    public void Should_put_the_table_into_its_place()
    {
        const string page = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";

        Assert.Equal("before\n<!-- bench -->\n| new |\n<!-- /bench -->\nafter\n", BenchPage.Fill(page, BenchPage.Cpu, "| new |\n\n"));
        Assert.Throws<BenchmarkException>(() => BenchPage.Fill(page, BenchPage.Gpu, ""));
    }

    private static BenchReport Report(Results results) => BenchReport.Of(
        results,
        new Workload("two pictures", "/models/yolov8n.onnx", [new Picture("a", new byte[2048])]),
        new Machine("a processor", 2, 4, "a system", new Dictionary<string, string>()),
        repetitions: 3);

    private static Results Measured()
    {
        var results = new Results();
        foreach (var ratio in new[] { 0.8, 0.9, 1.0 })
        {
            results.Add(Figure.Bare, new LoopResult(20, 1, new Dictionary<string, double> { ["load"] = 0.15 }));
            results.Add(Figure.BareCut, 22);
            results.Add(Figure.Square, 16);
            results.Add(Figure.Pipeline, 20 * ratio);
            results.Add(Figure.PipelineAnnotated, 20 * ratio);
            results.Add(Figure.Embedded, 19);
            results.Add(Figure.RabbitMq, 20);
            results.Add(Figure.ControlPlane, 300);
            results.Add(Figure.ControlPlaneTwo, 400);
            results.Add(Figure.Peer, 10);
            results.Add(Figure.Latency, 100);
            results.Add(Figure.AddedLatency, 70);
        }

        results.Memory.Add(new MemoryReading("worker", BenchPlan.SettledPictures, 100));
        results.Memory.Add(new MemoryReading("worker", BenchPlan.AllPictures, 102));
        return results;
    }
}
