using MassTransit;
using MassTransit.Transports;

namespace Detection.Hosting.Bus;

/// <summary>Starts the publishers' bus first and stops it last: consumers publish until they are done.</summary>
/// <remarks>MassTransit's own depot starts and stops all buses at once; what a consumer publishes while it stops would be lost.</remarks>
internal sealed class OrderedBusDepot(IEnumerable<IBusInstance> instances) : IBusDepot
{
    // Publishers first.
    private readonly IBusControl[] _buses =
        [.. instances.OrderBy(instance => instance.InstanceType != typeof(IPublishBus)).Select(instance => instance.BusControl)];

    // The broker may be away: none waits for the one before it.
    public Task Start(CancellationToken cancellationToken) => Task.WhenAll(_buses.Select(bus => (Task)bus.StartAsync(cancellationToken)));

    public async Task Stop(CancellationToken cancellationToken)
    {
        foreach (var bus in _buses.Reverse())
            await bus.StopAsync(cancellationToken);
    }
}
