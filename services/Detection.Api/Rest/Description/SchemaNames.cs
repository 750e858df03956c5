using System.Text.Json.Serialization.Metadata;
using Detection.Api.Health;
using Detection.Contracts;
using Microsoft.AspNetCore.OpenApi;

namespace Detection.Api.Rest.Description;

/// <summary>Names of the types that generated clients get.</summary>
internal static class SchemaNames
{
    private const string Suffix = "View";

    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(ErrorView)] = "DetectionError",
        [typeof(LinksView)] = "DetectionLinks",
        [typeof(DetectionListView)] = "DetectionPage",
        [typeof(HealthView.Check)] = "HealthCheck",
        [typeof(WorkerReported)] = "Worker",
        [typeof(ModelReport)] = "WorkerModel",
        [typeof(RejectedModelReport)] = "RejectedModel",
        [typeof(PredictEndpoints.TaskView)] = "SubmittedTask",
    };

    /// <summary>The name of a type's schema; null where the schema is written in place.</summary>
    public static string? Of(JsonTypeInfo type)
    {
        if (Names.TryGetValue(type.Type, out var name))
            return name;
        var standard = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return standard is not null && standard.EndsWith(Suffix, StringComparison.Ordinal) ? standard[..^Suffix.Length] : standard;
    }
}
