using System.Net;
using System.Net.Sockets;

namespace Detection.Testing;

/// <summary>The four loopback ports of a RabbitMQ of its own: AMQP, management, and Erlang's distribution and epmd.</summary>
internal sealed record RabbitMqPorts(int Amqp, int Management, int Distribution, int Epmd)
{
    // Below Linux's ephemeral ports (32768 and up): a client that keeps trying to reconnect to a broker that is away
    // can be given the very port it dials as its own, connect to itself and so keep the broker from coming back.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>Four ports that nothing listens on at this moment.</summary>
    public static RabbitMqPorts FindFree()
    {
        var found = new HashSet<int>();
        while (found.Count < 4)
        {
            var candidate = Random.Shared.Next(First, End);
            if (IsFree(candidate))
                found.Add(candidate);
        }

        var ports = found.ToArray();
        return new RabbitMqPorts(ports[0], ports[1], ports[2], ports[3]);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
