using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Detection.Testing;

/// <summary>
/// Stands between a client and a server on this machine. It can make the connections that there are go dead, open to both
/// sides and silent, as a client library can be left by a server that died; and it can refuse new ones.
/// </summary>
public sealed class FreezingProxy : IAsyncDisposable
{
    private readonly int _server;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly CancellationTokenSource _end = new();
    private TcpListener? _listener;
    private volatile Generation _generation = new();

    /// <param name="server">Port of the server on 127.0.0.1.</param>
    public FreezingProxy(int server)
    {
        _server = server;
        Port = LoopbackPort.FindFree();
        Listen();
    }

    /// <summary>Where clients connect, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Makes every connection that there is now go dead, for good. New ones work.</summary>
    public void Freeze()
    {
        _generation.Frozen = true;
        _generation = new Generation();
    }

    /// <summary>Refuses new connections, until <see cref="Listen"/>.</summary>
    public void Refuse() => Interlocked.Exchange(ref _listener, null)?.Stop();

    /// <summary>Accepts connections.</summary>
    public void Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Refuse();
        foreach (var client in _clients)
            client.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It refuses connections from now on.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            _clients.Add(client);
            var generation = _generation;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                return; // The server is away: the client sees its connection closed.
            }

            // The server's end reaches a client only over a connection that works. A client that is gone takes its connection
            // to the server with it, dead or not, as the end of a process does.
            var (up, down) = (PumpAsync(client, server, generation), PumpAsync(server, client, generation));
            if (await Task.WhenAny(up, down) == down && generation.Frozen)
                await up;
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Generation generation)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is > 0 and var count)
            {
                if (!generation.Frozen)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One side has closed.
        }
    }

    /// <summary>Shared by the connections that go dead together.</summary>
    private sealed class Generation
    {
        public volatile bool Frozen;
    }
}
