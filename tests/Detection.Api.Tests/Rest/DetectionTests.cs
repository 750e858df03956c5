using System.Net;
using System.Net.Http.Headers;
using Detection.Api.Tests.Support;
using Detection.Api.Waiting;
using Detection.Contracts;
using Detection.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>GET /v1/detections/{id} and the pictures below it.</summary>
public sealed class DetectionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private TestApi Api => shared.Api;

    private DetectionWaiters Waiters => Api.Services.GetRequiredService<DetectionWaiters>();

    [Fact]
    public async Task Should_show_a_detection_from_its_start_to_its_result()
    {
        var id = await Api.SubmitAsync("?reference=cam-7");
        await Api.PublishAsync(Messages.Started(id));
        var processing = await Api.GetJsonAsync($"/v1/detections/{id}");
        Assert.Equal("Processing", processing.GetProperty("status").GetString());
        Assert.Equal(Messages.StartedAt, processing.GetProperty("startedAt").GetDateTimeOffset());

        await Api.PublishAsync(Messages.Completed(id));

        using var response = await Api.Client.GetAsync($"/v1/detections/{id}");
        Assert.Null(response.Headers.RetryAfter);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var detection = await response.JsonAsync();
        Assert.Equal("Completed", detection.GetProperty("status").GetString());
        Assert.Equal("cam-7", detection.GetProperty("reference").GetString());
        Assert.Equal(Messages.CompletedAt, detection.GetProperty("finishedAt").GetDateTimeOffset());
        Assert.Equal("""{"width":810,"height":1080}""", detection.GetProperty("image").GetRawText());
        Assert.Equal("yolov8n", detection.GetProperty("model").GetString());
        Assert.Equal("CPU", detection.GetProperty("provider").GetString());
        Assert.Equal("worker-of-result", detection.GetProperty("worker").GetString());
        Assert.Equal(
            """[{"classId":5,"label":"bus","confidence":0.86,"box":{"x":21.5,"y":226,"width":784,"height":524.5}}]""",
            detection.GetProperty("detections").GetRawText());
        Assert.Equal(
            """{"queue":1,"fetch":0,"decode":0,"letterbox":0,"wait":0,"batchWait":0,"infer":58,"boxes":0,"annotate":0,"store":0,"total":79,"batchSize":0}""",
            detection.GetProperty("stages").GetRawText());
        Assert.Equal("null", detection.GetProperty("error").GetRawText());
        Assert.Equal($"/v1/detections/{id}/annotated", detection.GetProperty("links").GetProperty("annotated").GetString());
    }

    [Fact]
    public async Task Should_show_why_a_detection_failed()
    {
        var id = await Api.SubmitAsync();
        await Api.PublishAsync(Messages.Failed(id));

        var detection = await Api.GetJsonAsync($"/v1/detections/{id}");

        Assert.Equal("Failed", detection.GetProperty("status").GetString());
        Assert.Equal(
            """{"code":"image_corrupt","message":"The picture is damaged.","retryable":false}""", detection.GetProperty("error").GetRawText());
        Assert.Equal("null", detection.GetProperty("detections").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/image")]
    [InlineData("/annotated")]
    public async Task Should_not_know_what_was_never_submitted(string below)
    {
        using var response = await Api.Client.GetAsync($"/v1/detections/{Guid.NewGuid()}{below}");

        await response.AssertProblemAsync(404, "not_found");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("61")]
    [InlineData("NaN")]
    [InlineData("1&wait=2")]
    [InlineData("soon")]
    public async Task Should_refuse_a_wait_that_is_none(string wait)
    {
        var id = await Api.SubmitAsync();

        using var response = await Api.Client.GetAsync($"/v1/detections/{id}?wait={wait}");

        await response.AssertProblemAsync(400, "request_invalid");
    }

    [Fact]
    public async Task Should_answer_who_waits_as_soon_as_it_is_finished()
    {
        var id = await Api.SubmitAsync();
        var waiting = Api.Client.GetAsync($"/v1/detections/{id}?wait=59");
        await Api.Time.TimerAsync(TimeSpan.FromSeconds(59));
        await Api.PublishAsync(Messages.Started(id));
        Assert.False(waiting.IsCompleted);

        await Api.PublishAsync(Messages.Completed(id));

        // The clock stands still, so it is the result that ended the wait.
        using var response = await waiting;
        Assert.Equal("Completed", (await response.JsonAsync()).GetProperty("status").GetString());
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Should_wait_for_a_detection_that_is_still_on_its_way()
    {
        var id = Guid.NewGuid();
        var waiting = Api.Client.GetAsync($"/v1/detections/{id}?wait=57");
        await Api.Time.TimerAsync(TimeSpan.FromSeconds(57));
        await Api.PublishAsync(Messages.Command(id));
        Assert.False(waiting.IsCompleted);

        await Api.PublishAsync(Messages.Completed(id));

        using var response = await waiting;
        Assert.Equal("Completed", (await response.JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Should_say_after_the_wait_that_a_detection_never_came()
    {
        var waiting = Api.Client.GetAsync($"/v1/detections/{Guid.NewGuid()}?wait=6.5");
        await Api.Time.TimerAsync(TimeSpan.FromSeconds(6.5));

        Api.Time.Advance(TimeSpan.FromSeconds(6.5));

        using var response = await waiting;
        await response.AssertProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Should_answer_all_who_wait_for_one_detection()
    {
        var id = await Api.SubmitAsync();
        var waiting = Enumerable.Range(1, 5).Select(n => Api.Client.GetAsync($"/v1/detections/{id}?wait={n + 50}")).ToArray();
        for (var n = 1; n <= 5; n++)
            await Api.Time.TimerAsync(TimeSpan.FromSeconds(n + 50));

        await Api.PublishAsync(Messages.Failed(id));

        foreach (var response in await Task.WhenAll(waiting))
            Assert.Equal("Failed", (await response.JsonAsync()).GetProperty("status").GetString());
        await Eventually.TrueAsync("nobody waits", () => Waiters.Count == 0);
    }

    [Fact]
    public async Task Should_answer_who_waited_in_vain_with_what_there_is()
    {
        var id = await Api.SubmitAsync();
        var waiting = Api.Client.GetAsync($"/v1/detections/{id}?wait=7.5");
        await Api.Time.TimerAsync(TimeSpan.FromSeconds(7.5));

        Api.Time.Advance(TimeSpan.FromSeconds(7.5));

        using var response = await waiting;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Queued", (await response.JsonAsync()).GetProperty("status").GetString());
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Should_forget_who_hung_up_while_waiting()
    {
        var id = await Api.SubmitAsync();
        using var hangUp = new CancellationTokenSource();
        var waiting = Api.Client.GetAsync($"/v1/detections/{id}?wait=58", hangUp.Token);
        await Api.Time.TimerAsync(TimeSpan.FromSeconds(58));
        Assert.NotEqual(0, Waiters.Count);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.TrueAsync("nobody waits", () => Waiters.Count == 0);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/jpeg")]
    [InlineData("image/webp")]
    public async Task Should_give_back_the_picture_as_it_came(string type)
    {
        var picture = type switch { "image/png" => Pictures.Png(), "image/jpeg" => Pictures.Jpeg(), _ => Pictures.WebP() };
        using var submitted = await Api.PostRawAsync(picture, type: "application/octet-stream");
        var path = $"{submitted.Headers.Location}/image";

        using var whole = await Api.Client.GetAsync(path);
        Assert.Equal(type, whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture.Length, whole.Content.Headers.ContentLength);
        Assert.Equal(picture, await whole.Content.ReadAsByteArrayAsync());

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(2, 9) } };
        using var part = await Api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(picture[2..10], await part.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Should_have_an_annotated_picture_once_there_is_one()
    {
        var id = await Api.SubmitAsync();
        using (var early = await Api.Client.GetAsync($"/v1/detections/{id}/annotated"))
        {
            Assert.Contains("Queued", await early.AssertProblemAsync(404, "not_found"), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(1), early.Headers.RetryAfter?.Delta);
        }

        var jpeg = Pictures.Jpeg();
        Api.PutBlob(Messages.AnnotatedOf(id), jpeg);
        await Api.PublishAsync(Messages.Completed(id));

        using var response = await Api.Client.GetAsync($"/v1/detections/{id}/annotated");
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(jpeg, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Should_say_for_good_that_a_finished_detection_has_no_annotated_picture()
    {
        var id = await Api.SubmitAsync("?annotate=false");
        await Api.PublishAsync(Messages.Completed(id) with { AnnotatedBlob = null });

        using var response = await Api.Client.GetAsync($"/v1/detections/{id}/annotated");

        await response.AssertProblemAsync(404, "not_found");
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Should_serve_no_file_but_blobs()
    {
        var id = Guid.NewGuid();
        await Api.PublishAsync(Messages.Command(id) with { Image = new ImageSource { Blob = "../detection.db" } });
        await Api.PublishAsync(Messages.Completed(id) with { AnnotatedBlob = "../detection.db" });

        foreach (var picture in new[] { "image", "annotated" })
        {
            using var response = await Api.Client.GetAsync($"/v1/detections/{id}/{picture}");
            await response.AssertProblemAsync(404, "not_found");
        }

        Assert.Equal("null", (await Api.GetJsonAsync($"/result/{id}")).GetProperty("annotated_image").GetRawText());
    }
}
