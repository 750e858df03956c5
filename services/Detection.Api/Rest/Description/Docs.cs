using Microsoft.OpenApi;

namespace Detection.Api.Rest.Description;

/// <summary>The OpenAPI document at /openapi/v1.json, the same in OpenAPI 3.0 at /openapi/v1-3.0.json, and a page to browse it at /docs.</summary>
internal static class Docs
{
    public static void AddDetectionDocs(this IServiceCollection services)
    {
        services.AddOpenApi("v1", openApi => Describe(openApi, OpenApiSpecVersion.OpenApi3_1));
        // For generators that do not read 3.1 yet.
        services.AddOpenApi("v1-3.0", openApi => Describe(openApi, OpenApiSpecVersion.OpenApi3_0));
    }

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

    private static void Describe(Microsoft.AspNetCore.OpenApi.OpenApiOptions openApi, OpenApiSpecVersion version)
    {
        openApi.OpenApiVersion = version;
        openApi.CreateSchemaReferenceId = SchemaNames.Of;
        openApi.AddSchemaTransformer(SchemaRules.ApplyAsync);
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Detection",
                Version = "v1",
                Description = "Submit a picture, poll or wait for its objects, fetch the annotated picture. Errors are RFC 9457 problem details with a stable 'code'.",
            };
            // Relative: the address that a client uses, also behind a proxy.
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        });
    }
}
