using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Detection.Hosting.Bus;

/// <summary>Tells a fault of the broker, or of the way to it, from any other.</summary>
public static class BrokerFault
{
    /// <summary>Whether publishing failed because of the broker or the connection.</summary>
    /// <remarks>A connection that breaks under a publish shows itself as any of these, by how far the publish had come.</remarks>
    public static bool Is(Exception exception) =>
        exception is MassTransitException or RabbitMQClientException or IOException or ObjectDisposedException;
}
