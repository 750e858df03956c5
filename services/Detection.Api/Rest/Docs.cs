using Microsoft.OpenApi;

namespace Detection.Api.Rest;

/// <summary>The OpenAPI document at /openapi/v1.json and a page to browse it at /docs.</summary>
internal static class Docs
{
    public static void AddDetectionDocs(this IServiceCollection services) => services.AddOpenApi(openApi =>
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Detection",
                Version = "v1",
                Description = "Submit a picture, poll or wait for its objects, fetch the annotated picture. Errors are RFC 9457 problem details with a stable 'code'.",
            };
            return Task.CompletedTask;
        }));

    /// <summary>
    /// Describes a request that carries a picture. Only describes: the type is found by signature, so no Content-Type is refused.
    /// </summary>
    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder endpoint, params string[] rawTypes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            var form = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "file" },
                Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file },
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = rawTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = file }),
            };
            operation.RequestBody.Content!["multipart/form-data"] = new OpenApiMediaType { Schema = form };
            operation.Parameters ??= [];
            foreach (var (name, what) in RequestOptions.Descriptions)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = what,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });

    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.SwaggerEndpoint("/openapi/v1.json", "Detection v1");
            page.DocumentTitle = "Detection API";
        });
    }
}
