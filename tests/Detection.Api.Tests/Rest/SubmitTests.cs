using System.Net;
using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>POST /v1/detections with what is fine.</summary>
public sealed class SubmitTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private TestApi Api => shared.Api;

    public static TheoryData<string, byte[]> Kinds { get; } = new()
    {
        { "image/png", Pictures.Png() },
        { "image/jpeg", Pictures.Jpeg() },
        { "image/webp", Pictures.WebP() },
        { "application/octet-stream", Pictures.Png() },
        { "text/plain", Pictures.Jpeg() }, // The type is the signature's business, not the header's.
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Should_accept_a_picture_as_the_body(string type, byte[] picture)
    {
        using var response = await Api.PostRawAsync(picture, "?reference=raw", type);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var detection = await response.JsonAsync();
        var id = detection.GetProperty("id").GetGuid();
        var self = $"/v1/detections/{id}";
        Assert.Equal(self, response.Headers.Location?.OriginalString);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("Queued", detection.GetProperty("status").GetString());
        Assert.Equal("raw", detection.GetProperty("reference").GetString());
        Assert.Equal(Api.Time.GetUtcNow(), detection.GetProperty("queuedAt").GetDateTimeOffset());
        Assert.Equal(self, detection.GetProperty("links").GetProperty("self").GetString());
        Assert.Equal($"{self}/image", detection.GetProperty("links").GetProperty("image").GetString());
        Assert.Equal("null", detection.GetProperty("links").GetProperty("annotated").GetRawText());
        Assert.Equal("null", detection.GetProperty("detections").GetRawText());
        Assert.Equal("null", detection.GetProperty("error").GetRawText());
        Assert.Equal(picture, await Api.Client.GetByteArrayAsync($"{self}/image"));

        var command = await Api.Worker.ReceivedAsync(id);
        Assert.Null(command.Image!.Content);
        Assert.True(Detection.Storage.BlobKey.IsValid(command.Image.Blob));
        Assert.Equal(Api.Time.GetUtcNow(), command.SubmittedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_fields_before_and_after_the_file(bool before)
    {
        (string, object)[] fields =
        [
            ("confidence", "0.4"), ("iou", "0.6"), ("classes", "person, 5"), ("maxDetections", "7"), ("annotate", "no"), ("reference", "Café 7"),
        ];
        var picture = ("file", (object)Pictures.Png());

        using var response = await Api.PostFormAsync(before ? [.. fields, picture] : [picture, .. fields]);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var options = (await Api.Worker.ReceivedAsync((await response.JsonAsync()).GetProperty("id").GetGuid())).Options!;
        Assert.Equal(0.4, options.Confidence);
        Assert.Equal(0.6, options.IoU);
        Assert.Equal(["person", "5"], options.Classes!);
        Assert.Equal(7, options.MaxDetections);
        Assert.False(options.Annotate);
        Assert.Equal("Café 7", options.Reference);
        Assert.Null(options.Model);
    }

    [Fact]
    public async Task Should_let_a_field_win_over_the_query()
    {
        using var form = Http.Form(("confidence", "0.4"), ("file", Pictures.Png()));
        using var response = await Api.Client.PostAsync("/v1/detections?confidence=0.1&iou=0.2", form);

        var options = (await Api.Worker.ReceivedAsync((await response.JsonAsync()).GetProperty("id").GetGuid())).Options!;
        Assert.Equal(0.4, options.Confidence);
        Assert.Equal(0.2, options.IoU);
    }

    [Theory]
    [InlineData("confidence=0")]
    [InlineData("confidence=1")]
    [InlineData("iou=0")]
    [InlineData("iou=1.0")]
    [InlineData("maxDetections=1")]
    [InlineData("maxDetections=1000")]
    [InlineData("classes=")]
    [InlineData("annotate=TRUE")]
    [InlineData("CONFIDENCE=5e-1")]
    public async Task Should_accept_options_at_their_bounds(string query)
    {
        using var response = await Api.PostRawAsync(Pictures.Png(), $"?{query}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Should_accept_the_longest_reference_and_a_model_while_no_worker_is_known()
    {
        var reference = new string('r', 256);

        var id = await Api.SubmitAsync($"?model=anything&reference={reference}");

        var command = await Api.Worker.ReceivedAsync(id);
        Assert.Equal(reference, command.Options!.Reference);
        Assert.Equal("anything", command.Options.Model);
    }

    [Fact]
    public async Task Should_be_there_as_soon_as_the_answer_is()
    {
        for (var i = 0; i < 100; i++)
        {
            var id = await Api.SubmitAsync();
            using var response = await Api.Client.GetAsync($"/v1/detections/{id}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
