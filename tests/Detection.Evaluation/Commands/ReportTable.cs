using System.Globalization;
using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Commands;

/// <summary>A report for people.</summary>
internal static class ReportTable
{
    public static void Write(TextWriter output, EvaluationReport report)
    {
        Line(output, $"{"class",-16} {"objects",8} {"hits",6} {"alarms",7} {"AP50",7} {"AP50-95",8}");
        foreach (var c in report.Classes)
            Line(output, $"{c.Label,-16} {c.Truths,8} {c.Hits,6} {c.FalseAlarms,7} {c.Ap50,7:F4} {c.Ap5095,8:F4}");
        Line(output, $"{"all",-16} {report.Truths,8} {report.Classes.Sum(c => c.Hits),6} {"",7} {report.Ap50,7:F4} {report.Ap5095,8:F4}");
        output.WriteLine();
        Line(output, $"{"longer side, px",-16} {"objects",8} {"AP50",7}");
        foreach (var size in report.Sizes)
            Line(output, $"{size.Range,-16} {size.Truths,8} {size.Ap50?.ToString("F4", CultureInfo.InvariantCulture) ?? "-",7}");
        output.WriteLine();
        Line(output, $"{report.Pictures} pictures; {report.FalseAlarmsPerPicture:F4} false alarms a picture at confidence {EvaluationReport.Usable}.");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());
}
