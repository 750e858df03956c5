using System.Diagnostics;
using System.Text.Json;
using Detection.Testing;
using Xunit;

namespace Detection.Evaluation.Tests.Pictures;

/// <summary>The program as a user starts it, with the model of coloured squares.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Should_measure_accuracy()
    {
        var report = _folder.Of("report.json");
        Draw("a", "0 0.15 0.266667 0.1 0.133333", (0, 64, 96, 64));
        Draw("b", "1 0.9 0.9 0.1 0.1", (1, 304, 0, 64)); // in another place
        Draw("c", label: null);

        var (code, text, _) = await RunAsync("accuracy", "--model", TestModels.BlocksPath, "--pictures", _folder.Path, "--json", report);

        Assert.Equal(0, code);
        Assert.Contains("red", text, StringComparison.Ordinal);
        Assert.Contains("3 pictures; 0.3333 false alarms a picture at confidence 0.5.", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        Assert.Equal(0.5, json.RootElement.GetProperty("ap50").GetDouble());
        Assert.Equal(64, json.RootElement.GetProperty("model_sha256").GetString()!.Length);
        Assert.Equal(
            ["model_sha256", "scenes", "objects", "ap50", "ap50_95", "false_alarms_per_picture", "classes", "sizes"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Should_count_false_alarms()
    {
        var report = _folder.Of("report.json");
        Draw("a", label: null, (0, 64, 96, 64), (2, 304, 0, 64));
        Draw("b", label: null);

        var (code, text, _) = await RunAsync("false-alarms", "--model", TestModels.BlocksPath, "--pictures", _folder.Path, "--json", report);

        Assert.Equal(0, code);
        Assert.Contains("2 pictures; 1.0000 false alarms a picture at confidence 0.5.", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        Assert.Equal(1, json.RootElement.GetProperty("false_alarms_per_picture").GetDouble());
    }

    [Theory]
    [InlineData(2, "A command is missing.")]
    [InlineData(2, "'train' is no command.", "train")]
    [InlineData(2, "--model is missing.", "svg")]
    [InlineData(2, "--model needs a value.", "svg", "--model")]
    [InlineData(2, "'--modle' is none of", "svg", "--modle", "x")]
    [InlineData(2, "--count is '0'; it must be 1 to", "svg", "--model", "x", "--count", "0")]
    [InlineData(2, "--confidence is '2'; it must be 0 to 1.", "false-alarms", "--model", "x", "--pictures", "y", "--confidence", "2")]
    [InlineData(1, "There is no model missing.onnx.", "accuracy", "--model", "missing.onnx", "--pictures", "y")]
    public async Task Should_say_what_is_wrong_with_a_command_line(int code, string sentence, params string[] arguments)
    {
        var (actual, _, error) = await RunAsync(arguments);

        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
        Assert.Equal(code, actual);
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_files()
    {
        Draw("a", label: null);
        var (unlabelled, _, why) = await RunAsync("accuracy", "--model", TestModels.BlocksPath, "--pictures", _folder.Path);
        await File.WriteAllTextAsync(_folder.Of("a.png"), "no picture");
        var (broken, _, what) = await RunAsync("false-alarms", "--model", TestModels.BlocksPath, "--pictures", _folder.Path);
        var (shapeless, _, which) = await RunAsync("svg", "--model", TestModels.BlocksPath);

        Assert.Equal((1, 1, 1), (unlabelled, broken, shapeless));
        Assert.Contains("has a label file", why, StringComparison.Ordinal);
        Assert.Contains("a.png: ", what, StringComparison.Ordinal);
        Assert.Contains("The model has no class 'circle'", which, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Draw(string name, string? label, params (int ClassId, int X, int Y, int Side)[] blocks)
    {
        File.WriteAllBytes(_folder.Of($"{name}.png"), BlocksPicture.Png(640, 480, blocks));
        if (label is not null)
            File.WriteAllText(_folder.Of($"{name}.txt"), label);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Detection.Evaluation.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }
}
