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

/// <summary>The model of shapes is as good as its card says, and as good as it has to be; a target not reached yet skips visibly, with the figure.</summary>
public sealed class ShapesModelTests(ITestOutputHelper output)
{
    // Another Chromium draws letters and noise a little differently.
    private const double Reproducible = 0.02;

    [ShapesFact(browser: true)]
    public async Task Should_score_on_another_programs_drawings_as_its_card_says()
    {
        using var model = EvaluatedModel.Load(ShapesModel.Path);
        var pictures = await SceneSet.RenderAsync(SceneSet.UsualCount, model.Labels, folder: null);

        var report = Evaluator.Evaluate(await model.JudgeAsync(pictures), model.Labels);

        using var table = new StringWriter();
        ReportTable.Write(table, report);
        output.WriteLine(table.ToString());
        Assert.True(report.Pictures >= 100, $"{report.Pictures} scenes are too few.");
        Assert.Equal(Figure("svg", "ap50"), report.Ap50, Reproducible);
    }

    [ShapesFact(shared: true)]
    public async Task Should_raise_as_few_false_alarms_as_its_card_says()
    {
        using var model = EvaluatedModel.Load(ShapesModel.Path);

        var judged = await model.FindAsync(PictureFolder.Scan(SharedFolder.Of("images", "coco")), EvaluationReport.Usable);

        var alarms = judged.Average(p => p.Found.Count);
        output.WriteLine($"{alarms:F4} false alarms a picture in {judged.Count} photographs.");
        Assert.Equal(Figure("coco_false_alarms", "false_alarms_per_picture"), alarms, Reproducible);
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
    public void Should_be_as_good_in_Python()
    {
        Assert.InRange(Figure("held_out", "scenes"), 500, double.PositiveInfinity);
        Assert.Equal(Figure("held_out_python", "ap50"), Figure("held_out", "ap50"), 0.01);
        Assert.Equal(Figure("held_out_python", "ap50_95"), Figure("held_out", "ap50_95"), 0.01);
        Assert.InRange(Figure("svg", "scenes"), 100, double.PositiveInfinity);
    }

    [ShapesFact(NotReached = "AP50 is 0.89 of the 0.95 asked for; infra/models/shapes/README.md says what is missing")]
    public void Should_find_nearly_all_held_out_shapes() => Assert.InRange(Figure("held_out", "ap50"), 0.95, 1);

    [ShapesFact(NotReached = "AP50-95 is 0.77 of the 0.80 asked for; infra/models/shapes/README.md says what is missing")]
    public void Should_outline_held_out_shapes_closely() => Assert.InRange(Figure("held_out", "ap50_95"), 0.80, 1);

    [ShapesFact]
    public void Should_find_most_shapes_that_another_program_drew() => Assert.InRange(Figure("svg", "ap50"), 0.85, 1);

    [ShapesFact]
    public void Should_see_almost_no_shapes_in_photographs() =>
        Assert.True(Figure("coco_false_alarms", "false_alarms_per_picture") < 0.2);

    private static double Figure(string set, string key)
    {
        using var figures = Figures();
        return figures.RootElement.GetProperty(set).GetProperty(key).GetDouble();
    }

    private static JsonDocument Figures() => JsonDocument.Parse(File.ReadAllBytes(ShapesModel.FiguresPath));
}
