using System.Net;
using System.Net.Sockets;

namespace Detection.Testing;

/// <summary>Ports for services under test.</summary>
public static class LoopbackPort
{
    // Below Linux's ephemeral ports, so that no outgoing connection takes a port whose service is being restarted, and
    // below those of the brokers under test.
    private const int First = 10_000;
    private const int End = 20_000;

    /// <summary>A port of 127.0.0.1 that nothing listens on at this moment.</summary>
    public static int FindFree()
    {
        while (true)
        {
            var candidate = Random.Shared.Next(First, End);
            using var listener = new TcpListener(IPAddress.Loopback, candidate);
            try
            {
                listener.Start();
                return candidate;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Taken: try another.
            }
        }
    }
}
