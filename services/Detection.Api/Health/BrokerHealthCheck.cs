using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Detection.Api.Health;

/// <summary>Whether the bus is connected.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus, IOptions<BusOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        var detail = options.Value.IsInMemory ? "in memory" : health.Description;
        return Task.FromResult(bus.HasBroker(health)
            ? HealthCheckResult.Healthy(detail)
            : HealthCheckResult.Unhealthy(detail, health.Exception));
    }
}
