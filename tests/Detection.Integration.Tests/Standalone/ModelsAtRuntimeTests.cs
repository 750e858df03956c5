using System.Text.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>Models are put into the folder of the running service, and spoilt there.</summary>
public sealed class ModelsAtRuntimeTests(ITestOutputHelper output) : ServiceTests(output)
{
    private static readonly DrawnPicture Picture = new(9);

    [Fact]
    public async Task Should_take_up_a_model_that_is_copied_in_and_keep_it_when_its_file_goes_bad()
    {
        using var models = new ScratchFolder();
        File.Copy(TestModels.BlocksPath, models.Of("first.onnx"));
        var app = await StandaloneApp.StartAsync(models.Path, ("Inference__ModelScanSeconds", "0.2"), ("Worker__ReportSeconds", "0.5"));
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);

        File.Copy(TestModels.BlocksPath, models.Of("late.onnx"));
        await Eventually.TrueAsync("the API knows the new model", async () => (await ModelsAsync(app)).Contains("late"));
        await DetectAsync(app, "late");

        File.Copy(Path.Combine(TestModels.RefusedFolder, "pose.onnx"), models.Of("late.onnx"), overwrite: true);
        await Eventually.TrueAsync("the API knows what is wrong", async () => (await RejectedAsync(app)).Any(
            one => one.Name == "late" && one.Reason.Contains("'pose' model", StringComparison.Ordinal)));
        await DetectAsync(app, "late");
        Assert.True(app.Said("Model late stays as it was: "), app.Output);

        File.Delete(models.Of("late.onnx"));
        await Eventually.TrueAsync("the API knows that it is gone", async () => !(await ModelsAsync(app)).Contains("late"));
        Assert.Empty(await RejectedAsync(app));
        await DetectAsync(app, "first");
    }

    [Fact]
    public async Task Should_replace_the_built_in_model_by_one_whose_folder_is_made_later()
    {
        var app = await StandaloneApp.StartWithoutModelsAsync(("Inference__ModelScanSeconds", "0.2"), ("Worker__ReportSeconds", "0.5"));
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);
        Assert.Equal(["shapes"], await ModelsAsync(app));

        var folder = Directory.CreateDirectory(Path.Combine(app.Folder, "models"));
        File.Copy(TestModels.BlocksPath, Path.Combine(folder.FullName, "mine.onnx"));
        await Eventually.TrueAsync("the API knows the new model alone", async () => (await ModelsAsync(app)).SequenceEqual(["mine"]));

        await DetectAsync(app, null);
        Assert.True(app.Said("The default model is now mine; it was shapes."), app.Output);
    }

    private static async Task DetectAsync(StandaloneApp app, string? model)
    {
        var submitted = await app.Client.SubmitAsync(Picture.ToPng(), model is null ? "" : $"model={model}");
        Picture.AssertFound(await app.Client.CompletedAsync(submitted.Id));
    }

    private static async Task<string[]> ModelsAsync(StandaloneApp app)
    {
        using var models = JsonDocument.Parse(await app.Client.BytesAsync("v1/models"));
        return [.. models.RootElement.GetProperty("items").EnumerateArray().Select(model => model.GetProperty("name").GetString()!)];
    }

    private static async Task<(string Name, string Reason)[]> RejectedAsync(StandaloneApp app)
    {
        using var health = JsonDocument.Parse(await app.Client.BytesAsync("health/ready"));
        return [.. health.RootElement.GetProperty("workers").EnumerateArray()
            .SelectMany(worker => worker.GetProperty("rejected").EnumerateArray())
            .Select(model => (model.GetProperty("name").GetString()!, model.GetProperty("reason").GetString()!))];
    }
}
