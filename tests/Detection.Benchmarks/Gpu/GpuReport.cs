using System.Globalization;
using System.Text;
using Detection.Benchmarks.Report;

namespace Detection.Benchmarks.Gpu;

/// <summary>What a run on a GPU found.</summary>
/// <param name="Device">The GPU and its driver.</param>
/// <param name="Machine">The rest of the machine.</param>
/// <param name="Workload">Model and pictures.</param>
/// <param name="Parity">With the CPU, by precision.</param>
/// <param name="Rows">One a variant.</param>
internal sealed record GpuReport(
    string Device, Machine Machine, string Workload, IReadOnlyDictionary<string, GpuParity> Parity, IReadOnlyList<GpuRow> Rows)
{
    private const string Images = "0";
    private const string Milliseconds = "0.00";

    /// <summary>Markdown.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Device}. {Machine}. {Workload}. Images/s; bare runs batches of 640x480.");
        text.AppendLine();
        foreach (var (precision, parity) in Parity)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {precision} against the CPU: {parity}");
        text.AppendLine();
        text.AppendLine("| precision | input | batch | kernels alone | bare | pipeline | annotated | embedded | annotated | CPU cores |");
        text.AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in Rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {Name(row.Variant)} | {Text(row.BareDevice)} | {Text(row.BareHost)} | {Text(row.Pipeline)} | {Text(row.PipelineAnnotated)} | {Text(row.Embedded)} | {Text(row.EmbeddedAnnotated)} | {row.Cores:0.0} |");
        }

        text.AppendLine();
        text.AppendLine("Where a picture's time goes in the annotated pipeline, milliseconds. Infer is its share of its batch's run, copies "
            + "included: the run's time over the pictures that shared it, so that the columns do not add up to its latency.");
        text.AppendLine();
        text.AppendLine("| precision | input | batch | pictures a run | decode | letterbox | wait | infer | boxes | annotate | store |");
        text.AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (variant, (stages, run)) in Rows.Select(row => (row.Variant, row.Stages)))
        {
            double[] times = [stages.Decode, stages.Letterbox, stages.Wait, stages.Infer, stages.Boxes, stages.Annotate, stages.Store];
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {Name(variant)} | {run:0.0} | {string.Join(" | ", times.Select(time => time.ToString(Milliseconds, CultureInfo.InvariantCulture)))} |");
        }

        return text.ToString();
    }

    private static string Name(GpuVariant variant) => $"{variant.Precision} | {(variant.Bytes ? "bytes" : "floats")} | {variant.Batch}";

    private static string Text(double? rate) => rate?.ToString(Images, CultureInfo.InvariantCulture) ?? "";
}
