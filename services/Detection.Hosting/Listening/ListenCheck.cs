using System.Net;
using System.Net.Sockets;
using Detection.Hosting.Starting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Detection.Hosting.Listening;

/// <summary>
/// Binds each configured address for a moment, so that one that is taken refuses the start at once. Kestrel itself would
/// say so after the models are loaded, and without the setting's name.
/// </summary>
internal sealed class ListenCheck(IConfiguration configuration) : IStartCheck
{
    private const string Remedy = "Choose another address, or end the other process.";

    public void Check()
    {
        foreach (var address in ListenAddresses.Of(configuration))
            Check(address);
    }

    /// <summary>The sentence for an address that was taken between this check and the server's start.</summary>
    /// <param name="message">Kestrel's, which names the address.</param>
    /// <param name="addresses">All that the server was to listen on.</param>
    public static string Explain(string message, IReadOnlyList<ListenAddress> addresses)
    {
        var taken = addresses.FirstOrDefault(address => message.Contains(address.Url.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            ?? (addresses.Count > 0 ? addresses[0] : null);
        return taken is null ? $"{message.TrimEnd('.')}. {Remedy}" : Taken(taken, taken.Url);
    }

    private static string Taken(ListenAddress address, object place) =>
        $"{address.Subject}, and another process listens on {place} already. {Remedy}";

    private static void Check(ListenAddress address)
    {
        var binding = Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe || binding.Port == 0)
            return;
        foreach (var endpoint in EndPointsOf(binding))
            Check(address, endpoint);
    }

    private static BindingAddress Parse(ListenAddress address)
    {
        try
        {
            return BindingAddress.Parse(address.Url);
        }
        catch (FormatException e)
        {
            throw new StartRefusedException($"{address.Subject}, and {address.Url} is no address to listen on: {e.Message}", e);
        }
    }

    // As Kestrel reads a host: localhost is both loopbacks, an address is itself, everything else is any address.
    private static IPEndPoint[] EndPointsOf(BindingAddress binding)
    {
        if (string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            return [.. new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Where(IsSupported).Select(loopback => new IPEndPoint(loopback, binding.Port))];
        var address = IPAddress.TryParse(binding.Host, out var parsed) ? parsed : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        return [new IPEndPoint(address, binding.Port)];
    }

    private static bool IsSupported(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? Socket.OSSupportsIPv4 : Socket.OSSupportsIPv6;

    private static void Check(ListenAddress address, IPEndPoint endpoint)
    {
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endpoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new StartRefusedException(Taken(address, endpoint), e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartRefusedException($"{address.Subject}, and this user may not listen on {endpoint}: {e.Message}. Choose a port from 1024 on.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable && !IPAddress.IsLoopback(endpoint.Address))
        {
            throw new StartRefusedException($"{address.Subject}, and {endpoint.Address} is no address of this machine.", e);
        }
        catch (SocketException)
        {
            // IPv6 that is compiled in but switched off, say: Kestrel has its own way around that.
        }
    }
}
