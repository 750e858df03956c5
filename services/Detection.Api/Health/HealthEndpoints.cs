using Detection.Api.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detection.Api.Health;

/// <summary>GET /health/live and /health/ready.</summary>
internal static class HealthEndpoints
{
    private const string ReadyTag = "detection-ready";

    public static IServiceCollection AddDetectionHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<BrokerHealthCheck>("broker", tags: [ReadyTag])
            .AddCheck<DatabaseHealthCheck>("database", tags: [ReadyTag])
            .AddCheck<StorageHealthCheck>("storage", tags: [ReadyTag]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health");
        group.MapGet("/live", () => TypedResults.Ok(new LivenessView("live"))).WithName("getLiveness").WithSummary("Whether the process runs");
        group.MapGet("/ready", ReadyAsync)
            .WithName("getReadiness")
            .WithSummary("Whether a detection can be accepted and kept, and which workers are alive")
            .Produces<HealthView>()
            .Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(
        HealthCheckService checks, WorkerDirectory workers, HttpResponse response, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(ReadyTag), cancellationToken);
        var view = HealthView.Of(report, workers.Alive());
        response.Headers.CacheControl = "no-store";
        if (report.Status != HealthStatus.Unhealthy)
            return TypedResults.Ok(view);

        response.Headers.RetryAfter = "5";
        return TypedResults.Json(view, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private sealed record LivenessView(string Status);
}
