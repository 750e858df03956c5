using System.Net;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>The routes of the scripts that this service replaces.</summary>
public sealed class PredictTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private TestApi Api => shared.Api;

    [Theory]
    [InlineData("/predict/")]
    [InlineData("/predict")]
    public async Task Should_take_a_picture_and_tell_its_task(string path)
    {
        using var form = Http.Form(("file", Pictures.Jpeg()));
        using var response = await Api.Client.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var task = await response.JsonAsync();
        var id = task.GetProperty("task_id").GetGuid();
        Assert.Equal($$"""{"task_id":"{{id}}","status":"pending"}""", task.GetRawText());
        Assert.Equal($"/result/{id}", response.Headers.Location?.OriginalString);
        await Api.Worker.ReceivedAsync(id);
    }

    [Fact]
    public async Task Should_tell_a_result_with_the_picture_in_it()
    {
        var id = await Api.SubmitAsync();
        Assert.Equal($$"""{"task_id":"{{id}}","status":"pending"}""", await ResultAsync(id));
        await Api.PublishAsync(Messages.Started(id));
        Assert.Equal($$"""{"task_id":"{{id}}","status":"processing"}""", await ResultAsync(id));
        var jpeg = Pictures.Jpeg();
        Api.PutBlob(Messages.AnnotatedOf(id), jpeg);
        await Api.PublishAsync(Messages.Completed(id));

        Assert.Equal(
            $$"""{"task_id":"{{id}}","status":"completed","detections":[{"class_id":5,"label":"bus","confidence":0.86,"bbox":[21.5,226,805.5,750.5]}],"annotated_image":"data:image/jpeg;base64,{{Convert.ToBase64String(jpeg)}}"}""",
            (await ResultAsync(id)).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_round_boxes_like_the_other_routes()
    {
        var id = await Api.SubmitAsync();
        var found = new DetectedObject { ClassId = 1, Label = "a", Confidence = 0.5, Box = new BoundingBox { X = 22.05, Y = 0.1, Width = 10, Height = 0.2 } };
        await Api.PublishAsync(Messages.Completed(id) with { Detections = [found], AnnotatedBlob = null });

        Assert.Equal(
            $$"""{"task_id":"{{id}}","status":"completed","detections":[{"class_id":1,"label":"a","confidence":0.5,"bbox":[22.05,0.1,32.05,0.3]}],"annotated_image":null}""",
            await ResultAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(48 * 1024)]
    [InlineData((48 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task Should_stream_a_picture_of_any_length(int length)
    {
        var jpeg = Pictures.Jpeg(length: Math.Max(length, 12))[..length];
        var id = await Api.SubmitAsync();
        Api.PutBlob(Messages.AnnotatedOf(id), jpeg);
        await Api.PublishAsync(Messages.Completed(id));

        using var response = await Api.Client.GetAsync($"/result/{id}");

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(response.Content.Headers.ContentLength, (await response.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(
            $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}", (await response.JsonAsync()).GetProperty("annotated_image").GetString());
    }

    [Fact]
    public async Task Should_keep_little_in_memory_of_a_picture_that_many_ask_for()
    {
        const int length = 40 << 20;
        var id = await Api.SubmitAsync();
        Api.PutBlob(Messages.AnnotatedOf(id), new byte[length]);
        await Api.PublishAsync(Messages.Completed(id));
        var before = GC.GetTotalAllocatedBytes();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var response = await Api.Client.GetAsync($"/result/{id}", HttpCompletionOption.ResponseHeadersRead);
            await (await response.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
        }));

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, length);
    }

    [Fact]
    public async Task Should_tell_a_failure_in_words()
    {
        var id = await Api.SubmitAsync();
        await Api.PublishAsync(Messages.Failed(id));

        Assert.Equal($$"""{"task_id":"{{id}}","status":"failed","error":"The picture is damaged.","code":"image_corrupt"}""", await ResultAsync(id));
    }

    [Theory]
    [InlineData("5ad2a0a9-5e1f-4ad7-9bd1-8ba1c4bd8a11")]
    [InlineData("not-an-id")]
    public async Task Should_not_know_other_tasks(string task)
    {
        using var response = await Api.Client.GetAsync($"/result/{task}");

        await response.AssertProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Should_refuse_bad_pictures_as_the_other_route_does()
    {
        using var form = Http.Form(("file", Pictures.Gif()));
        using var response = await Api.Client.PostAsync("/predict/", form);

        await response.AssertProblemAsync(415, "image_unsupported");
    }

    private async Task<string> ResultAsync(Guid id) => await Api.Client.GetStringAsync($"/result/{id}");
}
