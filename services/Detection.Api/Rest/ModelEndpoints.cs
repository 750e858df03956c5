using Detection.Api.Workers;

namespace Detection.Api.Rest;

/// <summary>GET /v1/models.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/models", (WorkerDirectory workers) => TypedResults.Ok(new ModelListView(ModelView.Of(workers.Alive()))))
        .WithName("listModels")
        .WithTags("Models")
        .WithSummary("The models that the workers alive have loaded and self-tested");

    private sealed record ModelListView(IReadOnlyList<ModelView> Items);
}
