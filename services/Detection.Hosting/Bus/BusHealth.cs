using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>What the bus knows of its broker.</summary>
public static class BusHealth
{
    /// <summary>Asks the bus for its health, and says whether the broker is connected.</summary>
    public static bool HasBroker(this IBusControl bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.HasBroker(bus.CheckHealth());
    }

    /// <summary>
    /// Whether the broker is connected. A bus whose endpoints have all lost their connection is merely degraded to
    /// MassTransit, as is one with a single endpoint in trouble; only the former has lost its broker. The bus's own
    /// endpoint, which consumes nothing here, counts as ready throughout and tells nothing.
    /// </summary>
    /// <param name="bus">Whose own endpoint is left out.</param>
    /// <param name="health">What it has just answered, for callers that have more to say of it.</param>
    public static bool HasBroker(this IBusControl bus, BusHealthResult health)
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(health);
        return health.Status switch
        {
            BusHealthStatus.Healthy => true,
            BusHealthStatus.Degraded => health.Endpoints.Values.Any(endpoint =>
                endpoint.Status == BusHealthStatus.Healthy && endpoint.ReceiveEndpoint.InputAddress != bus.Address),
            _ => false,
        };
    }
}
