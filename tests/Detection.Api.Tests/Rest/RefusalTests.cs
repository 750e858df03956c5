using System.Text;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>POST /v1/detections with what is refused: a status, a stable code, and nothing kept.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const int MaxBytes = 4096;

    private TestApi _api = null!;

    public static TheoryData<int, string, byte[]> BadPictures { get; } = new()
    {
        { 400, ErrorCodes.ImageEmpty, [] },
        { 415, ErrorCodes.ImageUnsupported, Pictures.Gif() },
        { 415, ErrorCodes.ImageUnsupported, "Hello, this is text."u8.ToArray() },
        { 422, ErrorCodes.ImageCorrupt, Pictures.Png()[..20] },
        { 422, ErrorCodes.ImageCorrupt, Pictures.Jpeg()[..8] },
        { 422, ErrorCodes.ImageCorrupt, Pictures.WebP()[..16] },
        { 413, ErrorCodes.ImageTooLarge, Pictures.Png(10_001, 5_000) },
        { 413, ErrorCodes.ImageTooLarge, Pictures.Png(length: MaxBytes + 1) },
        { 413, ErrorCodes.ImageTooLarge, Pictures.Png(length: 3 << 20) }, // Kestrel's limit comes first here.
    };

    public async Task InitializeAsync() => _api = await TestApi.StartAsync(new TestApiSettings
    {
        Configuration = new Dictionary<string, string?> { ["Api:MaxImageBytes"] = $"{MaxBytes}" },
    });

    public async Task DisposeAsync()
    {
        Assert.Equal(0, await _api.CountAsync());
        Assert.Empty(_api.Blobs());
        Assert.Empty(_api.Worker.Commands);
        await _api.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task Should_refuse_a_bad_picture_by_its_code(int status, string code, byte[] picture)
    {
        using (var raw = await _api.PostRawAsync(picture))
            Assert.NotEmpty(await raw.AssertProblemAsync(status, code));

        using (var form = await _api.PostFormAsync(("reference", "x"), ("file", picture)))
            await form.AssertProblemAsync(status, code);
    }

    [Fact]
    public async Task Should_refuse_a_stream_of_unknown_length_at_the_limit()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Http.Submissions) { Content = new ByteArrayContent(Pictures.Png(length: MaxBytes + 1)) };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _api.Client.SendAsync(request);

        await response.AssertProblemAsync(413, ErrorCodes.ImageTooLarge);
    }

    [Theory]
    [InlineData("confidence=-0.1", "confidence")]
    [InlineData("confidence=1.01", "confidence")]
    [InlineData("confidence=NaN", "confidence")]
    [InlineData("confidence=0,5", "confidence")]
    [InlineData("iou=-1", "iou")]
    [InlineData("iou=1e9", "iou")]
    [InlineData("iou=high", "iou")]
    [InlineData("maxDetections=0", "maxDetections")]
    [InlineData("maxDetections=1001", "maxDetections")]
    [InlineData("maxDetections=2.5", "maxDetections")]
    [InlineData("maxDetections=99999999999", "maxDetections")]
    [InlineData("annotate=maybe", "annotate")]
    [InlineData("reference=a%00b", "reference")]
    [InlineData("model=a%09b", "model")]
    [InlineData("treshold=0.5", "treshold")]
    public async Task Should_refuse_an_option_by_its_name(string query, string named)
    {
        using (var raw = await _api.PostRawAsync(Pictures.Png(), $"?{query}"))
            Assert.Contains(named, await raw.AssertProblemAsync(400, ErrorCodes.OptionsInvalid), StringComparison.Ordinal);

        var (name, value) = (query.Split('=')[0], Uri.UnescapeDataString(query.Split('=')[1]));
        using (var before = await _api.PostFormAsync((name, value), ("file", Pictures.Png())))
            await before.AssertProblemAsync(400, ErrorCodes.OptionsInvalid);
        using (var after = await _api.PostFormAsync(("file", Pictures.Png()), (name, value)))
            await after.AssertProblemAsync(400, ErrorCodes.OptionsInvalid);
    }

    [Theory]
    [InlineData("reference", 257)]
    [InlineData("model", 129)]
    [InlineData("classes", 129)]
    [InlineData("reference", 17_000)]
    public async Task Should_refuse_text_that_is_too_long(string option, int length)
    {
        using var response = await _api.PostFormAsync(("file", Pictures.Png()), (option, new string('x', length)));

        await response.AssertProblemAsync(400, ErrorCodes.OptionsInvalid);
    }

    [Fact]
    public async Task Should_name_every_bad_option_at_once()
    {
        using var response = await _api.PostRawAsync(Pictures.Png(), "?confidence=2&iou=2&maxDetections=0&annotate=perhaps");

        var detail = await response.AssertProblemAsync(400, ErrorCodes.OptionsInvalid);
        Assert.All(["confidence", "iou", "maxDetections", "annotate"], name => Assert.Contains(name, detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_refuse_two_pictures()
    {
        using var response = await _api.PostFormAsync(("file", Pictures.Png()), ("second", Pictures.Jpeg()));

        await response.AssertProblemAsync(400, "request_invalid");
    }

    [Fact]
    public async Task Should_refuse_a_form_without_a_picture()
    {
        using var response = await _api.PostFormAsync(("reference", "x"));

        await response.AssertProblemAsync(400, ErrorCodes.ImageMissing);
    }

    [Fact]
    public async Task Should_refuse_a_form_of_more_than_32_parts()
    {
        var fields = Enumerable.Range(0, 32).Select(i => ("reference", (object)$"{i}"));
        using var response = await _api.PostFormAsync([("file", Pictures.Png()), .. fields]);

        await response.AssertProblemAsync(400, "request_invalid");
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public async Task Should_refuse_a_form_without_a_boundary(string type)
    {
        using var content = new ByteArrayContent(Pictures.Png());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await _api.Client.PostAsync(Http.Submissions, content);

        await response.AssertProblemAsync(400, "request_invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\nbroken o")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"ref")]
    [InlineData("--other\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\nx\r\n--other--")]
    public async Task Should_refuse_a_form_that_breaks_off(string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        using var response = await _api.Client.PostAsync(Http.Submissions, content);

        await response.AssertProblemAsync(400, "request_invalid");
    }
}
