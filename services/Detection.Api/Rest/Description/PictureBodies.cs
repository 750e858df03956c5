using Microsoft.OpenApi;

namespace Detection.Api.Rest.Description;

/// <summary>Describes pictures in requests and in answers.</summary>
internal static class PictureBodies
{
    private const string Form = "multipart/form-data";

    /// <summary>
    /// Describes a request that carries a picture and options. Only describes: the type is found by signature, so no Content-Type is
    /// refused.
    /// </summary>
    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder endpoint, params string[] rawTypes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = rawTypes.ToDictionary(type => type, _ => Binary()),
            };
            operation.RequestBody.Content![Form] = new OpenApiMediaType { Schema = FormSchema() };
            operation.Parameters ??= [];
            foreach (var name in RequestOptions.Descriptions.Keys)
                operation.Parameters.Add(Parameter(name));
            return Task.CompletedTask;
        });

    /// <summary>Describes an answer that is a picture.</summary>
    public static RouteHandlerBuilder AnswersPicture(this RouteHandlerBuilder endpoint, params string[] types) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "The picture.",
                Content = types.ToDictionary(type => type, _ => Binary()),
            };
            return Task.CompletedTask;
        });

    private static OpenApiParameter Parameter(string name)
    {
        var schema = OptionSchemas.Of(name);
        var parameter = new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = RequestOptions.Descriptions[name], Schema = schema };
        if (schema.Type == JsonSchemaType.Array)
            (parameter.Style, parameter.Explode) = (ParameterStyle.Form, false); // a,b
        return parameter;
    }

    // The options may be fields as well. Described a second time, they would give a generated method each parameter twice.
    private static OpenApiSchema FormSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary().Schema! },
    };

    private static OpenApiMediaType Binary() => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The picture." },
    };
}
