using System.Net.Http.Json;
using System.Reflection;
using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>Whatever is sent, there is a definite answer, and the process is alive and correct afterwards.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class DifficultFileTests : ServiceTests
{
    private static readonly HashSet<string> Codes =
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private readonly StandaloneApp _app;

    public DifficultFileTests(StandaloneApp app, ITestOutputHelper output)
        : base(output)
    {
        _app = app;
        Watch(() => app.Output);
    }

    // Several at a time, so that one file's trouble would meet another's work.
    [SharedTheory]
    [InlineData("hostile", 25)]
    [InlineData("formats", 15)]
    [InlineData("exif", 7)]
    [InlineData("large", 2)]
    public async Task Should_answer_every_file_and_stay_alive_and_correct(string folder, int least)
    {
        var process = _app.ProcessId;
        var files = Directory.GetFiles(SharedFolder.Of("images", folder));
        Assert.InRange(files.Length, least, int.MaxValue);

        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (file, _) =>
            await AssertAnsweredAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file, CancellationToken.None)));

        Assert.True(_app.IsRunning && _app.ProcessId == process, "the process has ended");
        var street = await _app.Client.SubmitAsync(StreetPicture.Bytes);
        StreetPicture.AssertFound(await _app.Client.FinishedAsync(street.Id));
    }

    private async Task AssertAnsweredAsync(string name, byte[] bytes)
    {
        using var response = await _app.Client.PostAsync(bytes);
        if ((int)response.StatusCode != 202)
        {
            var problem = await response.Content.ReadFromJsonAsync<ProblemDocument>();
            Assert.True((int)response.StatusCode is 400 or 413 or 415 or 422, $"{name}: {response.StatusCode}, {problem}");
            Assert.Contains(problem!.Code, Codes);
            Assert.NotEmpty(problem.Detail!);
            return;
        }

        var submitted = await response.Content.ReadFromJsonAsync<DetectionDocument>();
        var detection = await _app.Client.FinishedAsync(submitted!.Id);
        if (detection.Status == "Failed")
        {
            // The picture's fault, never the service's.
            Assert.True(Codes.Contains(detection.Error!.Code) && detection.Error.Code != ErrorCodes.InferenceFailed, $"{name}: {detection.Error}");
            return;
        }

        Assert.True(detection.Image is { Width: > 0, Height: > 0 }, $"{name}: {detection.Image}");
        Assert.All(detection.Detections!, found =>
        {
            Assert.InRange(found.Box.X, 0, detection.Image.Width - found.Box.Width + 0.01);
            Assert.InRange(found.Box.Y, 0, detection.Image.Height - found.Box.Height + 0.01);
        });
        Assert.NotEmpty(await _app.Client.BytesAsync(detection.Links.Annotated));
    }
}
