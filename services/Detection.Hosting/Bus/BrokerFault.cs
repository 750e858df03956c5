using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Detection.Hosting.Bus;

/// <summary>Tells a fault of the broker, or of the way to it, from any other.</summary>
public static class BrokerFault
{
    /// <summary>Whether publishing failed because of the broker or the connection.</summary>
    /// <remarks>A connection that breaks under a publish shows as any of these, depending on how far the publish had come.</remarks>
    public static bool Is(Exception exception) =>
        exception is MassTransitException or RabbitMQClientException or IOException or SocketException or ObjectDisposedException;

    /// <summary>The same for the client's own calls. It reports a reply that never came as a time-out or as a cancelled task.</summary>
    internal static bool IsOfClient(Exception exception) => Is(exception) || exception is TimeoutException or OperationCanceledException;
}
