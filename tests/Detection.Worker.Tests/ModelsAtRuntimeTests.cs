using Detection.Contracts;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>A worker takes up what is put into its model folder, and tells.</summary>
public sealed class ModelsAtRuntimeTests : IDisposable
{
    private readonly ScratchFolder _models = new();

    public ModelsAtRuntimeTests() => File.Copy(TestModels.BlocksPath, _models.Of("first.onnx"));

    [Fact]
    public async Task Should_run_commands_on_a_model_that_came_later_also_when_its_file_goes_bad()
    {
        await using var worker = await WorkerHarness.StartAsync(
            ("Inference:ModelFolders", _models.Path), ("Inference:ModelScanSeconds", "0.1"), ("Worker:ReportSeconds", "0.5"));
        var command = await worker.CommandAsync(BlocksPicture.Png(640, 480, (0, 64, 96, 64)));
        command = command with { Options = new DetectionOptions { Model = "late" } };

        await worker.SendAsync(command);
        Assert.Equal(ErrorCodes.ModelUnknown, Assert.Single(worker.Published<DetectionFailed>()).Code);

        File.Copy(TestModels.BlocksPath, _models.Of("late.onnx"));
        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(report => report.Models.Any(model => model.Name == "late")));
        await worker.SendAsync(command);
        var completed = Assert.Single(worker.Published<DetectionCompleted>());
        Assert.Equal(("late", 1), (completed.Model, completed.Detections.Count));

        File.Copy(Path.Combine(TestModels.RefusedFolder, "pose.onnx"), _models.Of("late.onnx"), overwrite: true);
        Assert.True(await worker.AnyPublishedAsync<WorkerReported>(report => report.Rejected.Any(model =>
            model.Name == "late" && model.Reason.Contains("'pose' model", StringComparison.Ordinal))));
        await worker.SendAsync(command);
        Assert.Equal(["late", "late"], worker.Published<DetectionCompleted>().Select(one => one.Model));
        Assert.Equal(["first", "late"], worker.Published<WorkerReported>()[^1].Models.Select(model => model.Name));
    }

    public void Dispose() => _models.Dispose();
}
