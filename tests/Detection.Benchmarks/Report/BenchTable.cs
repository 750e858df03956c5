using System.Globalization;
using System.Text;
using Detection.Benchmarks.Measuring;

namespace Detection.Benchmarks.Report;

/// <summary>bench.md: the figures with their spread and targets, where the processor time goes, and memory.</summary>
internal static class BenchTable
{
    private const string Ratio = "0.000";
    private const string Rate = "0.0";

    public static string Write(BenchReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Workload}. {report.Machine}. Medians of {report.Repetitions} interleaved repetitions.");
        text.AppendLine();
        WriteFigures(text, report);
        WriteCpu(text, report);
        WriteMemory(text, report);
        foreach (var note in report.Notes)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        return text.ToString();
    }

    /// <summary>The lines of the first table, with the targets for two CPU cores.</summary>
    public static IReadOnlyList<TableRow> Rows(BenchReport r) =>
    [
        new("bare: ONNX Runtime alone, images/s", "bare_images_per_s", r.BareImagesPerS, Rate),
        new("the same on the graph without its end, images/s", "bare_cut_images_per_s", r.BareCutImagesPerS, Rate),
        new("square: bare at the full square, images/s", "square_images_per_s", r.SquareImagesPerS, Rate),
        new("pipeline / bare", "pipeline_ratio", r.PipelineRatio, Ratio, 0.92, 0.97),
        new("pipeline, annotated / bare", "pipeline_annotated_ratio", r.PipelineAnnotatedRatio, Ratio, 0.85, 0.92),
        new("embedded, annotated / bare", "embedded_ratio", r.EmbeddedRatio, Ratio, 0.82, 0.90),
        new("RabbitMQ, annotated / bare", "rabbitmq_ratio", r.RabbitmqRatio, Ratio, 0.77, 0.86),
        new("RabbitMQ, annotated / square", "rabbitmq_square_ratio", r.RabbitmqSquareRatio, Ratio, 1.0, 1.15),
        new("latency over bare at a tenth of capacity, p50, ms", "added_latency_p50_ms", r.AddedLatencyP50Ms, Rate, 25, 15, LessIsBetter: true),
        new("the same, p95, ms", "added_latency_p95_ms", r.AddedLatencyP95Ms, Rate),
        new("the same, p99, ms", "added_latency_p99_ms", r.AddedLatencyP99Ms, Rate, 80, 40, LessIsBetter: true),
        new("control plane, one worker, detections/s", "control_plane_per_s", r.ControlPlanePerS, "0", 250, 600),
        new("control plane, two workers, detections/s", "control_plane_two_workers_per_s", r.ControlPlaneTwoWorkersPerS, "0"),
        new("worker's memory growth, picture 200 to 2,000", "worker_memory_growth", r.WorkerMemoryGrowth, "0.0%", 0.05, 0, LessIsBetter: true),
        new("peer (Node.js, ONNX Runtime 1.29), annotated / bare", "peer_ratio", r.PeerRatio, Ratio),
    ];

    private static void WriteFigures(StringBuilder text, BenchReport report)
    {
        text.AppendLine("| figure | median | least – most | reach | dream | |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var row in Rows(report))
        {
            var spread = report.Spread.TryGetValue(row.Key, out var found) ? $"{row.Text(found.Least)} – {row.Text(found.Most)}" : "";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Text(row.Value)} | {spread} | {Target(row, row.Reach)} | {Target(row, row.Dream)} | {row.Verdict} |");
        }

        text.AppendLine();
        if (report.Absolute.Count == 0)
            return;
        var absolute = report.Absolute.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:0.0}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"In numbers: {string.Join(", ", absolute)}.");
        text.AppendLine();
    }

    private static string Target(TableRow row, double? target) => target is null ? "" : row.Text(target);

    // The last column is what the ratio would be if only processor time counted: it stays put where others use the machine too.
    private static void WriteCpu(StringBuilder text, BenchReport report)
    {
        text.AppendLine("Processor time for one picture, in milliseconds, the load generator's (`load`) aside, which in bare and pipeline is the work itself:");
        text.AppendLine();
        text.AppendLine("| | of each process | together | bare's over it |");
        text.AppendLine("| --- | --- | ---: | ---: |");
        foreach (var (loop, processes) in report.CpuMsPerPicture)
        {
            var times = processes.Select(process => string.Create(CultureInfo.InvariantCulture, $"{process.Key} {process.Value:0.00}"));
            var all = Together(processes);
            var share = loop is Figure.ControlPlane or Figure.ControlPlaneTwo ? null : (double?)(Together(report.CpuMsPerPicture[Figure.Bare]) / all);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {loop} | {string.Join(", ", times)} | {all:0.00} | {share:0.000} |");
        }

        text.AppendLine();
    }

    private static double Together(IReadOnlyDictionary<string, double> processes) => processes.Count == 1
        ? processes.Values.Single()
        : processes.Where(process => process.Key != WatchedProcess.LoadGenerator.Name).Sum(process => process.Value);

    private static void WriteMemory(StringBuilder text, BenchReport report)
    {
        if (report.Memory.Count == 0)
            return;
        int[] marks = [.. report.Memory.Select(reading => reading.Pictures).Distinct().Order()];
        text.AppendLine(CultureInfo.InvariantCulture, $"| MiB in RAM after pictures | {string.Join(" | ", marks)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(marks.Select(_ => " ---: |"))}");
        foreach (var process in report.Memory.GroupBy(reading => reading.Process))
            text.AppendLine(CultureInfo.InvariantCulture, $"| {process.Key} | {string.Join(" | ", marks.Select(mark => At(process, mark)))} |");
        text.AppendLine();
    }

    private static string At(IEnumerable<MemoryReading> process, int mark) =>
        process.FirstOrDefault(reading => reading.Pictures == mark) is { } reading
            ? reading.Mebibytes.ToString("0", CultureInfo.InvariantCulture)
            : "";
}
