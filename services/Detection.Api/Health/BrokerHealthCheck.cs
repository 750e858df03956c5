using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detection.Api.Health;

/// <summary>Whether the broker takes messages, and whether the bus consumes from it.</summary>
internal sealed class BrokerHealthCheck(IBusControl bus, BrokerMonitor broker) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(
            broker.State != BrokerState.Ready ? HealthCheckResult.Unhealthy(broker.Detail)
            : health.Status == BusHealthStatus.Unhealthy ? HealthCheckResult.Unhealthy($"No queue is consumed from: {health.Description}", health.Exception)
            : HealthCheckResult.Healthy(broker.Detail));
    }
}
