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
