using Detection.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detection.Api.Health;

/// <summary>Whether the blob store can be written.</summary>
internal sealed class StorageHealthCheck(IBlobStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.ProbeAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
