using System.Text.Json;
using System.Text.Json.Nodes;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>The OpenAPI document says what is so, in a way that generators make good clients of.</summary>
public sealed class DescriptionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestApi Api => shared.Api;

    /// <summary>Whoever changes the interface sees what clients will see.</summary>
    [Fact]
    public async Task Should_be_the_approved_one()
    {
        var document = await Api.GetJsonAsync("/openapi/v1.json");

        Approval.Verify("OpenApi.json", JsonSerializer.Serialize(document, Indented));
    }

    [Theory]
    [InlineData("/openapi/v1.json", "3.1.")]
    [InlineData("/openapi/v1-3.0.json", "3.0.")]
    public async Task Should_be_served_for_new_and_old_generators(string path, string version)
    {
        var document = await DocumentAsync(path);

        Assert.StartsWith(version, (string?)document["openapi"], StringComparison.Ordinal);
        Assert.Equal("/", (string?)document["servers"]![0]!["url"]);
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/v1-3.0.json")]
    public async Task Should_call_numbers_numbers(string path)
    {
        var box = (await DocumentAsync(path))["components"]!["schemas"]!["BoundingBox"]!;

        foreach (var side in new[] { "x", "y", "width", "height" })
            Assert.Equal("number", box["properties"]![side]!["type"]!.ToString());
        Assert.Equal(["x", "y", "width", "height"], box["required"]!.AsArray().Select(name => (string?)name));
    }

    [Theory]
    [InlineData("confidence", """{"maximum":1,"minimum":0,"type":"number","format":"double","default":0.25}""")]
    [InlineData("maxDetections", """{"maximum":1000,"minimum":1,"type":"integer","format":"int32","default":300}""")]
    [InlineData("annotate", """{"type":"boolean","default":true}""")]
    [InlineData("classes", """{"maxItems":1000,"type":"array","items":{"maxLength":128,"minLength":1,"type":"string"}}""")]
    public async Task Should_give_options_types_ranges_and_defaults(string option, string schema)
    {
        var parameters = (await DocumentAsync())["paths"]!["/v1/detections"]!["post"]!["parameters"]!.AsArray();

        var parameter = Assert.Single(parameters, parameter => (string?)parameter!["name"] == option);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema), parameter!["schema"]), parameter["schema"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/v1/detections/{id}/image", "image/jpeg image/png image/webp")]
    [InlineData("/v1/detections/{id}/annotated", "image/jpeg")]
    public async Task Should_give_pictures_a_body(string path, string types)
    {
        var content = (await DocumentAsync())["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!.AsObject();

        Assert.Equal(types.Split(' '), content.Select(type => type.Key));
        Assert.All(content, type => Assert.Equal("binary", (string?)type.Value!["schema"]!["format"]));
    }

    [Fact]
    public async Task Should_say_that_predict_creates_a_task()
    {
        var responses = (await DocumentAsync())["paths"]!["/predict"]!["post"]!["responses"]!.AsObject();

        Assert.Equal(["201", "400", "413", "415", "422", "503"], responses.Select(response => response.Key));
        Assert.Equal("#/components/schemas/SubmittedTask", (string?)responses["201"]!["content"]!["application/json"]!["schema"]!["$ref"]);
    }

    [Fact]
    public async Task Should_promise_a_code_with_every_problem()
    {
        var problem = (await DocumentAsync())["components"]!["schemas"]!["ProblemDetails"]!;

        Assert.Contains("code", problem["required"]!.AsArray().Select(name => (string?)name));
        Assert.Contains("broker_unavailable", (string?)problem["properties"]!["code"]!["description"], StringComparison.Ordinal);
    }

    /// <summary>Names and texts are for people who know nothing of the sources.</summary>
    [Fact]
    public async Task Should_leak_nothing_of_the_sources()
    {
        var document = await DocumentAsync();
        var schemas = document["components"]!["schemas"]!.AsObject();

        Assert.DoesNotContain(schemas, schema => schema.Key.EndsWith("View", StringComparison.Ordinal) || schema.Key.Contains("Anonymous", StringComparison.Ordinal));
        foreach (var text in Descriptions(document))
        {
            Assert.DoesNotMatch(@"\w\.[A-Z]\w+|cref|\n", text);
            Assert.NotEmpty(text);
        }

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (string?)operation.Value!["operationId"]));
        Assert.All(operations, id => Assert.Matches("^[a-z][A-Za-z]+$", id));
    }

    private async Task<JsonNode> DocumentAsync(string path = "/openapi/v1.json") =>
        JsonNode.Parse(await Api.Client.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    private static IEnumerable<string> Descriptions(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(entry => entry is { Key: "description", Value: JsonValue text } ? [(string)text!] : Descriptions(entry.Value)),
        JsonArray all => all.SelectMany(Descriptions),
        _ => [],
    };
}
