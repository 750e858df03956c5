using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Pictures;
using Detection.Evaluation.Scenes;

namespace Detection.Evaluation.Commands;

/// <summary>What the program can do.</summary>
internal static class EvaluationCommands
{
    private const int MostScenes = 100_000;

    /// <summary>Average precision on pictures with labels.</summary>
    public static async Task AccuracyAsync(ReadOnlyMemory<string> arguments, TextWriter output)
    {
        var line = new CommandLine(arguments.Span, "--model", "--pictures", "--labels", "--json");
        var (file, folder) = (line.Required("--model"), line.Required("--pictures"));
        using var model = EvaluatedModel.Load(file);
        var pictures = PictureFolder.ReadLabelled(folder, line.Optional("--labels"), model.Labels.Count);
        Report(output, model, await model.JudgeAsync(pictures), line.Optional("--json"));
    }

    /// <summary>Boxes on pictures that hold nothing the model knows.</summary>
    public static async Task FalseAlarmsAsync(ReadOnlyMemory<string> arguments, TextWriter output)
    {
        var line = new CommandLine(arguments.Span, "--model", "--pictures", "--confidence", "--json");
        var (file, folder) = (line.Required("--model"), line.Required("--pictures"));
        var confidence = line.Share("--confidence", EvaluationReport.Usable);
        using var model = EvaluatedModel.Load(file);
        var judged = await model.FindAsync(PictureFolder.Scan(folder), confidence);
        foreach (var picture in judged.Where(p => p.Found.Count > 0))
        {
            var found = picture.Found.Select(f => FormattableString.Invariant($"{model.Labels[f.ClassId]} {f.Confidence:F2} ({f.Box.LongerSide:F0} px)"));
            output.WriteLine($"{picture.Name}: {string.Join(", ", found)}");
        }

        output.WriteLine(FormattableString.Invariant(
            $"{judged.Count} pictures; {judged.Average(p => p.Found.Count):F4} false alarms a picture at confidence {confidence}."));
        ReportJson.Save(line.Optional("--json"), ReportJson.OfFalseAlarms(model.Sha256, confidence, judged, model.Labels));
    }

    /// <summary>Average precision on scenes that are drawn for the purpose, as SVG in Chromium.</summary>
    public static async Task SvgAsync(ReadOnlyMemory<string> arguments, TextWriter output)
    {
        var line = new CommandLine(arguments.Span, "--model", "--count", "--keep", "--json");
        var (file, count) = (line.Required("--model"), line.Integer("--count", SceneSet.UsualCount, 1, MostScenes));
        using var model = EvaluatedModel.Load(file);
        var pictures = await SceneSet.RenderAsync(count, model.Labels, line.Optional("--keep"));
        Report(output, model, await model.JudgeAsync(pictures), line.Optional("--json"));
    }

    private static void Report(TextWriter output, EvaluatedModel model, IReadOnlyList<JudgedPicture> judged, string? json)
    {
        var report = Evaluator.Evaluate(judged, model.Labels);
        ReportTable.Write(output, report);
        ReportJson.Save(json, ReportJson.Of(model.Sha256, report));
    }
}
