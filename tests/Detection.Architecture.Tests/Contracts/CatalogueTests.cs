using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Detection.Contracts;
using Detection.Testing;
using MassTransit.Serialization;
using Xunit;

namespace Detection.Architecture.Tests.Contracts;

/// <summary>The catalogue (the contracts' README) says what the code says.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Readme = File.ReadAllText(Repository.Of("contracts", "Detection.Contracts", "README.md"));

    [Fact]
    public void Should_list_every_error_code()
    {
        var codes = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToArray();

        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains($"| `{code}` |", Readme, StringComparison.Ordinal));
    }

    /// <summary>Each message has a section whose JSON is that message: no property that it lacks, none left out.</summary>
    [Fact]
    public void Should_show_every_message_with_json_that_can_be_read()
    {
        var strict = new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        var shown = Section().Matches(Readme).ToDictionary(section => section.Groups["message"].Value, section => section.Groups["json"].Value);

        Assert.Equal(
            Examples.All.Values.Select(example => example.GetType().Name).Distinct().Order(StringComparer.Ordinal),
            shown.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, json) in shown)
        {
            var type = typeof(DetectImage).Assembly.GetType($"{typeof(DetectImage).Namespace}.{name}", throwOnError: true)!;
            Assert.NotNull(JsonSerializer.Deserialize(json, type, strict));
            using var document = JsonDocument.Parse(json);
            Assert.Equal(
                type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal),
                document.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        }
    }

    [GeneratedRegex(@"^### (?<message>\w+)\n```json\n(?<json>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
