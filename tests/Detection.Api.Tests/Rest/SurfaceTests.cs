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
}
