using System.Text.Json;
using System.Text.Json.Nodes;
using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Commands;

/// <summary>A report for programs and for version control: keys in a fixed order, figures to four places.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static JsonObject Of(string modelSha256, EvaluationReport report)
    {
        var classes = new JsonObject();
        foreach (var c in report.Classes)
        {
            classes[c.Label] = new JsonObject
            {
                ["objects"] = c.Truths,
                ["hits"] = c.Hits,
                ["false_alarms"] = c.FalseAlarms,
                ["ap50"] = Rounded(c.Ap50),
                ["ap50_95"] = Rounded(c.Ap5095),
            };
        }

        var sizes = new JsonObject();
        foreach (var size in report.Sizes)
            sizes[size.Range.ToString()] = new JsonObject { ["objects"] = size.Truths, ["ap50"] = size.Ap50 is { } ap ? Rounded(ap) : null };
        return new JsonObject
        {
            ["model_sha256"] = modelSha256,
            ["scenes"] = report.Pictures,
            ["objects"] = report.Truths,
            ["ap50"] = Rounded(report.Ap50),
            ["ap50_95"] = Rounded(report.Ap5095),
            ["false_alarms_per_picture"] = Rounded(report.FalseAlarmsPerPicture),
            ["classes"] = classes,
            ["sizes"] = sizes,
        };
    }

    public static JsonObject OfFalseAlarms(string modelSha256, double confidence, IReadOnlyList<JudgedPicture> pictures, IReadOnlyList<string> labels)
    {
        var classes = new JsonObject();
        foreach (var group in pictures.SelectMany(p => p.Found).GroupBy(f => f.ClassId).OrderBy(g => g.Key))
            classes[labels[group.Key]] = group.Count();
        return new JsonObject
        {
            ["model_sha256"] = modelSha256,
            ["pictures"] = pictures.Count,
            ["confidence"] = Rounded(confidence),
            ["false_alarms"] = pictures.Sum(p => p.Found.Count),
            ["false_alarms_per_picture"] = Rounded(pictures.Average(p => p.Found.Count)),
            ["classes"] = classes,
        };
    }

    public static void Save(string? file, JsonObject report)
    {
        if (file is not null)
            File.WriteAllText(file, report.ToJsonString(Indented) + "\n");
    }

    private static double Rounded(double figure) => Math.Round(figure, 4, MidpointRounding.AwayFromZero);
}
