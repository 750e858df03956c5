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
/// <param name="Notes">What failed, and what ran otherwise than asked.</param>
internal sealed record GpuReport(
    string Device,
    Machine Machine,
    string Workload,
    IReadOnlyDictionary<string, GpuParity> Parity,
    IReadOnlyList<GpuRow> Rows,
    IReadOnlyList<GpuNote> Notes)
{
    private const string NotMeasured = "–";

    /// <summary>Whether nothing could be measured.</summary>
    public bool IsEmpty => Parity.Count == 0 && Rows.All(row => row.IsEmpty);

    /// <summary>Markdown.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Device}. {Machine}. {Workload}. Images/s; bare runs batches of 640x480. Padding: by how much a picture's "
            + "input may grow to share a batch with larger ones; at 0% batches are of one shape.");
        text.AppendLine();
        foreach (var (precision, parity) in Parity)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {precision} against the CPU: {parity}");
        if (Parity.Count > 0)
            text.AppendLine();
        WriteRates(text);
        WriteStages(text);
        WriteNotes(text);
        return text.ToString();
    }

    private void WriteRates(StringBuilder text)
    {
        WriteHeader(text, "kernels alone", "bare", "pipeline", "annotated", "embedded", "annotated", "CPU cores");
        foreach (var (variant, bare, pipeline, embedded) in Rows)
        {
            double?[] rates = [bare?.Device, bare?.Host, pipeline?.Plain, pipeline?.Annotated, embedded?.Plain, embedded?.Annotated];
            WriteRow(text, variant, [.. rates.Select(rate => Text(rate, "0")), Text(embedded?.Cores, "0.0")]);
        }
    }

    private void WriteStages(StringBuilder text)
    {
        if (Rows.All(row => row.Pipeline is null))
            return;
        text.AppendLine();
        text.AppendLine("Where a picture's time goes in the annotated pipeline, milliseconds. Infer is its share of its batch's run, copies "
            + "included: the run's time over the pictures that shared it, so that the columns do not add up to its latency.");
        text.AppendLine();
        WriteHeader(text, "pictures a run", "decode", "letterbox", "wait", "infer", "boxes", "annotate", "store");
        foreach (var (variant, _, pipeline, _) in Rows)
        {
            if (pipeline is not { Stages: var (times, run) })
                continue;
            double[] stages = [times.Decode, times.Letterbox, times.Wait, times.Infer, times.Boxes, times.Annotate, times.Store];
            WriteRow(text, variant, [Text(run, "0.0"), .. stages.Select(stage => Text(stage, "0.00"))]);
        }
    }

    private void WriteNotes(StringBuilder text)
    {
        if (Notes.Count == 0)
            return;
        text.AppendLine();
        text.AppendLine("What failed, or ran otherwise than it was asked to:");
        text.AppendLine();
        foreach (var alike in Notes.GroupBy(note => note.Text))
            text.AppendLine(CultureInfo.InvariantCulture, $"- {string.Join("; ", alike.Select(note => note.What))}: {alike.Key}");
    }

    private static void WriteHeader(StringBuilder text, params string[] columns)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| precision | input | batch | padding | {string.Join(" | ", columns)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- | --- | ---: | ---: | {string.Join(" | ", columns.Select(_ => "---:"))} |");
    }

    private static void WriteRow(StringBuilder text, GpuVariant variant, IEnumerable<string> cells) => text.AppendLine(
        CultureInfo.InvariantCulture,
        $"| {variant.Precision} | {(variant.Bytes ? "bytes" : "floats")} | {variant.Batch} | {variant.Padding}% | {string.Join(" | ", cells)} |");

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? NotMeasured;
}
