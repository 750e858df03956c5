using System.Net;
using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>What holds for the whole surface: its description, and answers to what does not exist.</summary>
public sealed class SurfaceTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private TestApi Api => shared.Api;

    [Fact]
    public async Task Should_describe_every_route_in_OpenAPI()
    {
        var document = await Api.GetJsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var routes = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}"));
        Assert.Equal(
            [
                "get /health/live",
                "get /health/ready",
                "get /result/{task_id}",
                "get /v1/detections",
                "get /v1/detections/{id}",
                "get /v1/detections/{id}/annotated",
                "get /v1/detections/{id}/image",
                "get /v1/models",
                "post /predict",
                "post /v1/detections",
            ],
            routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Should_have_a_page_to_browse_the_description()
    {
        using var response = await Api.Client.GetAsync("/docs");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("swagger-ui", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404, "not_found")]
    [InlineData("GET", "/v1/detections/not-an-id", 404, "not_found")]
    [InlineData("DELETE", "/v1/detections", 405, "request_invalid")]
    [InlineData("PUT", "/v1/models", 405, "request_invalid")]
    [InlineData("GET", "/predict", 405, "request_invalid")]
    public async Task Should_answer_with_problem_details_to_what_does_not_exist(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Api.Client.SendAsync(request);

        await response.AssertProblemAsync(status, code);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/models")]
    [InlineData("/v1/detections")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    public async Task Should_forbid_browsers_to_guess_types(string path)
    {
        using var response = await Api.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/v1/models")]
    [InlineData("/v1/detections")]
    [InlineData("/v1/detections/{id}")]
    [InlineData("/v1/detections/{id}/image")]
    [InlineData("/v1/detections/{id}/annotated")]
    [InlineData("/result/{id}")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    [InlineData("/nothing")]
    public async Task Should_answer_to_HEAD_as_to_GET_without_a_body(string route)
    {
        var id = await Api.SubmitAsync();
        Api.PutBlob(Messages.AnnotatedOf(id), Pictures.Jpeg());
        await Api.PublishAsync(Messages.Completed(id));
        var path = route.Replace("{id}", $"{id}", StringComparison.Ordinal);

        using var get = await Api.Client.GetAsync(path);
        using var head = await Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        if (head.Content.Headers.ContentLength is { } length)
            Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, length);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/v1/detections", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/v1/models", "GET, HEAD, OPTIONS")]
    [InlineData("/predict", "OPTIONS, POST")]
    [InlineData("/", "GET, HEAD, OPTIONS")]
    public async Task Should_tell_what_a_route_allows(string path, string allowed)
    {
        using var options = await Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, path));
        using var delete = await Api.Client.DeleteAsync(path);

        Assert.Equal(HttpStatusCode.NoContent, options.StatusCode);
        Assert.Equal(allowed, string.Join(", ", options.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        await delete.AssertProblemAsync(405, "request_invalid");
        Assert.Equal(allowed, string.Join(", ", delete.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/v1/detections?limit=0&cursor=x%3F&status=gone", "limit must be", "cursor must be", "status must be")]
    [InlineData("/v1/detections?reference=a&reference=b", "reference is given more than once.")]
    [InlineData("/v1/detections?reference=a%1Bb&status=%00", "reference has the control character U+001B.", "status has the control character U+0000.")]
    public async Task Should_tell_every_fault_of_a_query(string path, params string[] faults)
    {
        using var response = await Api.Client.GetAsync(path);

        var detail = await response.AssertProblemAsync(400, "request_invalid");
        Assert.All(faults, fault => Assert.Contains(fault, detail, StringComparison.Ordinal));
    }
}
