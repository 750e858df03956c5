using Detection.Api.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detection.Api.Health;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealthCheck(IDbContextFactory<DetectionDbContext> contexts, DatabaseReadiness readiness) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsReady)
            return HealthCheckResult.Unhealthy(readiness.Reason);
        try
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await database.Detections.AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            // The cause says more than what EF Core and Npgsql put around it.
            return HealthCheckResult.Unhealthy(e.GetBaseException().Message, e);
        }
    }
}
