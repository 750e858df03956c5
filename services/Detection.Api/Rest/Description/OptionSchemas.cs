using System.Text.Json.Nodes;
using Detection.Contracts;
using Microsoft.OpenApi;

namespace Detection.Api.Rest.Description;

/// <summary>Type, range and default of each option of a submission.</summary>
internal static class OptionSchemas
{
    /// <summary>The schema of an option; made anew, since a schema belongs to one place of a document.</summary>
    public static OpenApiSchema Of(string option) => option switch
    {
        "confidence" => Share(0.25),
        "iou" => Share(0.7),
        "classes" => new()
        {
            Type = JsonSchemaType.Array,
            MaxItems = OptionRanges.MaxClasses,
            Items = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = OptionRanges.MaxNameLength },
        },
        "maxDetections" => new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = $"{OptionRanges.MaxDetections}",
            Default = JsonValue.Create(300),
        },
        "model" => new() { Type = JsonSchemaType.String, MaxLength = OptionRanges.MaxNameLength },
        "annotate" => new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(true) },
        "reference" => new() { Type = JsonSchemaType.String, MaxLength = OptionRanges.MaxReferenceLength },
        _ => throw new InvalidOperationException($"The option '{option}' has no schema."),
    };

    private static OpenApiSchema Share(double standard) => new()
    {
        Type = JsonSchemaType.Number,
        Format = "double",
        Minimum = "0",
        Maximum = "1",
        Default = JsonValue.Create(standard),
    };
}
