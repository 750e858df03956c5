using System.Text.Json;
using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Pictures;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Evaluation.Tests.Accuracy;

/// <summary>The evaluator and the product together, against an independent pipeline's figures on the same photographs.</summary>
public sealed class CocoTests(ITestOutputHelper output)
{
    [SharedFact]
    public async Task Should_measure_what_the_reference_measures()
    {
        using var reference = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFolder.Of("reference", "yolov8n-coco-rect-accuracy.json")));
        double Expected(string key) => reference.RootElement.GetProperty(key).GetDouble();
        using var model = EvaluatedModel.Load(SharedFolder.Of("models", "yolov8n.onnx"));
        var pictures = PictureFolder.ReadLabelled(SharedFolder.Of("images", "coco"), SharedFolder.Of("labels"), model.Labels.Count);

        var report = Evaluator.Evaluate(await model.JudgeAsync(pictures), model.Labels);

        output.WriteLine($"AP50 {report.Ap50:F4} ({Expected("mAP50")}), AP50-95 {report.Ap5095:F4} ({Expected("mAP50_95")}).");
        Assert.Equal((Expected("images"), Expected("classes"), Expected("boxes")), (report.Pictures, report.Classes.Count, report.Truths));
        Assert.Equal(Expected("mAP50"), report.Ap50, 0.005);
        Assert.Equal(Expected("mAP50_95"), report.Ap5095, 0.005);
    }
}
