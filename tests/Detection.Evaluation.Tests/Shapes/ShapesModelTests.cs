using System.Security.Cryptography;
using System.Text.Json;
using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Commands;
using Detection.Evaluation.Pictures;
using Detection.Evaluation.Scenes;
using Detection.Evaluation.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Evaluation.Tests.Shapes;

/// <summary>The model of shapes is as good as its card says, and as good as it has to be.</summary>
public sealed class ShapesModelTests(ITestOutputHelper output)
{
    private const double LeastAp50OnSvg = 0.85;
    private const double FalseAlarmsAllowed = 0.2;

    // Another Chromium draws letters and noise a little differently.
    private const double Reproducible = 0.02;

    [ShapesFact(browser: true)]
    public async Task Should_find_shapes_that_another_program_drew()
    {
        using var model = EvaluatedModel.Load(ShapesModel.Path);
        var pictures = await SceneSet.RenderAsync(SceneSet.UsualCount, model.Labels, folder: null);

        var report = Evaluator.Evaluate(await model.JudgeAsync(pictures), model.Labels);

        using var table = new StringWriter();
        ReportTable.Write(table, report);
        output.WriteLine(table.ToString());
        Assert.True(report.Pictures >= 100, $"{report.Pictures} scenes are too few.");
        Assert.InRange(report.Ap50, LeastAp50OnSvg, 1);
        using var figures = Figures();
        Assert.Equal(figures.RootElement.GetProperty("svg").GetProperty("ap50").GetDouble(), report.Ap50, Reproducible);
    }

    [ShapesFact(shared: true)]
    public async Task Should_see_few_shapes_in_photographs()
    {
        using var model = EvaluatedModel.Load(ShapesModel.Path);

        var judged = await model.FindAsync(PictureFolder.Scan(SharedFolder.Of("images", "coco")), EvaluationReport.Usable);

        var alarms = judged.Average(p => p.Found.Count);
        output.WriteLine($"{alarms:F4} false alarms a picture in {judged.Count} photographs.");
        Assert.True(alarms < FalseAlarmsAllowed, $"{alarms:F4} false alarms a picture; fewer than {FalseAlarmsAllowed} are allowed.");
    }

    [ShapesFact]
    public async Task Should_be_the_model_that_was_measured()
    {
        using var figures = Figures();

        var shipped = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(ShapesModel.Path)));

        Assert.Equal(shipped, figures.RootElement.GetProperty("model_sha256").GetString());
        Assert.InRange(new FileInfo(ShapesModel.Path).Length, 1, 3_000_000);
    }

    [ShapesFact]
    public void Should_have_reached_what_was_asked_for()
    {
        using var figures = Figures();
        double Figure(string set, string key) => figures.RootElement.GetProperty(set).GetProperty(key).GetDouble();

        Assert.InRange(Figure("held_out", "scenes"), 500, double.PositiveInfinity);
        Assert.InRange(Figure("held_out", "ap50"), 0.95, 1);
        Assert.InRange(Figure("held_out", "ap50_95"), 0.80, 1);
        Assert.Equal(Figure("held_out_python", "ap50"), Figure("held_out", "ap50"), 0.01);
        Assert.Equal(Figure("held_out_python", "ap50_95"), Figure("held_out", "ap50_95"), 0.01);
        Assert.InRange(Figure("svg", "scenes"), 100, double.PositiveInfinity);
        Assert.InRange(Figure("svg", "ap50"), LeastAp50OnSvg, 1);
        Assert.True(Figure("coco_false_alarms", "false_alarms_per_picture") < FalseAlarmsAllowed);
    }

    private static JsonDocument Figures() => JsonDocument.Parse(File.ReadAllBytes(ShapesModel.FiguresPath));
}
