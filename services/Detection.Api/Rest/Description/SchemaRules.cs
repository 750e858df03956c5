using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Detection.Api.Rest.Description;

/// <summary>What holds for every schema, and what the framework does not know of a type.</summary>
internal static partial class SchemaRules
{
    public static Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        // A summary of the sources goes over several lines.
        schema.Description = schema.Description is { } text ? Spaces().Replace(text, " ") : null;
        if (type.Type == typeof(ProblemDetails))
            Describe(schema);
        else if (type is { Kind: JsonTypeInfoKind.Object } && type.Type.Namespace!.StartsWith("Detection.", StringComparison.Ordinal))
            Require(schema, type);
        var parameter = (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;
        if ((AttributeOf<AllowedValuesAttribute>(context.JsonPropertyInfo) ?? parameter?.GetCustomAttribute<AllowedValuesAttribute>()) is { } allowed)
            schema.Enum = [.. allowed.Values.Select(value => (JsonNode)value!.ToString()!)];
        if (AttributeOf<LengthAttribute>(context.JsonPropertyInfo) is { } length)
            (schema.MinItems, schema.MaxItems) = (length.MinimumLength, length.MaximumLength);
        return Task.CompletedTask;
    }

    // An answer always has all of its properties; what is not known is null.
    private static void Require(OpenApiSchema schema, JsonTypeInfo type) =>
        schema.Required = type.Properties
            .Where(property => property.Get is not null && AttributeOf<JsonIgnoreAttribute>(property) is null)
            .Select(property => property.Name)
            .ToHashSet(StringComparer.Ordinal);

    private static void Describe(OpenApiSchema schema)
    {
        schema.Description = "What went wrong (RFC 9457).";
        schema.Required = new HashSet<string> { "type", "title", "status", "code" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A URN made of the code, or the status in RFC 9110."),
            ["title"] = Text("The kind of problem in a few words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("What is wrong with this request, for people.", JsonSchemaType.Null),
            ["instance"] = Text("Not used.", JsonSchemaType.Null),
            ["code"] = Text($"Stable, for programs; more may come. {string.Join(", ", Problem.Codes)}."),
            ["id"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "uuid",
                Description = "The detection that may or may not have been accepted: look it up before you submit again.",
            },
            ["traceId"] = Text("For the operator: the request in traces and logs."),
        };
    }

    private static OpenApiSchema Text(string description, JsonSchemaType also = 0) => new() { Type = JsonSchemaType.String | also, Description = description };

    private static T? AttributeOf<T>(JsonPropertyInfo? property)
        where T : Attribute => property?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).FirstOrDefault() as T;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
