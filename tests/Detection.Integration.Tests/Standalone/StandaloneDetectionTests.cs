using System.Text.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Standalone;

/// <summary>A picture goes in over REST and comes back with boxes.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class StandaloneDetectionTests : ServiceTests
{
    private readonly StandaloneApp _app;

    public StandaloneDetectionTests(StandaloneApp app, ITestOutputHelper output)
        : base(output)
    {
        _app = app;
        Watch(() => app.Output);
    }

    [SharedFact]
    public async Task Should_find_the_people_and_the_bus()
    {
        var submitted = await _app.Client.SubmitAsync(StreetPicture.Bytes, "reference=street");
        var detection = await _app.Client.CompletedAsync(submitted.Id);

        StreetPicture.AssertFound(detection);
        Assert.Equal("street", detection.Reference);
        Assert.Equal("yolov8n", detection.Model);
        Assert.True(detection.QueuedAt <= detection.StartedAt && detection.StartedAt <= detection.FinishedAt, $"{detection}");
        Assert.InRange(detection.Stages!.Infer, 0.1, detection.Stages.Total);

        Assert.Equal(StreetPicture.Bytes, await _app.Client.BytesAsync(detection.Links.Image));
        var bus = detection.Detections!.Single(one => one.Label == "bus").Box;
        AnnotatedPicture.AssertDrawnOn(
            StreetPicture.Bytes,
            await _app.Client.BytesAsync(detection.Links.Annotated),
            edge: ((int)(bus.X + (bus.Width / 2)), (int)(bus.Y + bus.Height)),
            away: (StreetPicture.Width / 2, 20));
    }

    [Fact]
    public async Task Should_find_drawn_squares_and_keep_the_pictures()
    {
        var picture = new DrawnPicture(7);
        var submitted = await _app.Client.SubmitAsync(picture.ToPng(), "model=blocks");
        var detection = await _app.Client.CompletedAsync(submitted.Id);

        picture.AssertFound(detection);
        Assert.Equal("blocks", detection.Model);
        Assert.Equal(picture.ToPng(), await _app.Client.BytesAsync(detection.Links.Image));
        var box = detection.Detections![0].Box;
        AnnotatedPicture.AssertDrawnOn(
            picture.ToPng(),
            await _app.Client.BytesAsync(detection.Links.Annotated),
            edge: ((int)(box.X + (box.Width / 2)), (int)(box.Y + box.Height)),
            away: (320, 460));
    }

    [Fact]
    public async Task Should_complete_a_hundred_submissions_at_once_each_with_its_own_result()
    {
        var pictures = Enumerable.Range(0, 100).Select(number => new DrawnPicture(number)).ToArray();

        var detections = await Task.WhenAll(pictures.Select(async picture =>
        {
            var submitted = await _app.Client.SubmitAsync(picture.ToPng(), "model=blocks&reference=hundred");
            return await _app.Client.CompletedAsync(submitted.Id);
        }));

        foreach (var (picture, detection) in pictures.Zip(detections))
            picture.AssertFound(detection);
        Assert.Equal(
            detections.Select(detection => detection.Id).Order(),
            (await _app.Client.ListAsync("hundred")).Select(detection => detection.Id).Order());
    }

    [Fact]
    public async Task Should_give_the_same_result_for_the_same_picture()
    {
        var picture = SharedFolder.Path is null ? new DrawnPicture(3).ToPng() : StreetPicture.Bytes;
        var first = await _app.Client.CompletedAsync((await _app.Client.SubmitAsync(picture)).Id);
        var second = await _app.Client.CompletedAsync((await _app.Client.SubmitAsync(picture)).Id);

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEmpty(first.Detections!);
        Assert.Equal(first.Detections, second.Detections);
        Assert.Equal(await _app.Client.BytesAsync(first.Links.Annotated), await _app.Client.BytesAsync(second.Links.Annotated));
    }

    [Theory]
    [InlineData("predict/")]
    [InlineData("predict")]
    public async Task Should_serve_the_routes_of_the_scripts_it_replaces(string route)
    {
        var picture = new DrawnPicture(11);
        using var form = Form(picture.ToPng());
        using var response = await _app.Client.Http.PostAsync(new Uri($"{route}?model=blocks", UriKind.Relative), form);
        Assert.Equal(201, (int)response.StatusCode);
        using var created = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("pending", created.RootElement.GetProperty("status").GetString());

        using var result = await ResultAsync(created);
        Assert.Equal("completed", result.RootElement.GetProperty("status").GetString());
        Assert.Equal(2, result.RootElement.GetProperty("detections").GetArrayLength());
        var url = result.RootElement.GetProperty("annotated_image").GetString()!.Split(',');
        Assert.Equal("data:image/jpeg;base64", url[0]);
        var box = result.RootElement.GetProperty("detections")[0].GetProperty("bbox");
        var corners = box.EnumerateArray().Select(side => (int)side.GetDouble()).ToArray();
        AnnotatedPicture.AssertDrawnOn(
            picture.ToPng(), Convert.FromBase64String(url[1]), edge: ((corners[0] + corners[2]) / 2, corners[3]), away: (320, 460));
    }

    [Fact]
    public async Task Should_tell_the_scripts_clients_why_a_picture_failed()
    {
        using var form = Form(new DrawnPicture(11).ToPng()[..200]);
        using var response = await _app.Client.Http.PostAsync(new Uri("predict/", UriKind.Relative), form);
        Assert.Equal(201, (int)response.StatusCode);
        using var created = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());

        using var result = await ResultAsync(created);
        Assert.Equal("failed", result.RootElement.GetProperty("status").GetString());
        Assert.NotEmpty(result.RootElement.GetProperty("error").GetString()!);
    }

    private static MultipartFormDataContent Form(byte[] picture) => new() { { new ByteArrayContent(picture), "file", "picture.png" } };

    private Task<JsonDocument> ResultAsync(JsonDocument created)
    {
        var path = new Uri($"result/{created.RootElement.GetProperty("task_id").GetString()}", UriKind.Relative);
        return Eventually.GetAsync($"{path} ends", async () =>
        {
            var result = JsonDocument.Parse(await _app.Client.Http.GetByteArrayAsync(path));
            return result.RootElement.GetProperty("status").GetString() is "completed" or "failed" ? result : null;
        });
    }
}
