using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Detection.Api.Tests.Support;

/// <summary>Stands between a client and a database, and breaks the connection in the middle of one statement.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;
    private Cut? _cut;

    /// <param name="server">The database's port on 127.0.0.1.</param>
    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool HasCut { get; private set; }

    /// <summary>Breaks the next connection that sends this text.</summary>
    /// <param name="text">Part of the statement.</param>
    /// <param name="forward">Whether the server gets the statement and answers it, or does not hear of it.</param>
    public void CutAt(string text, bool forward) => _cut = new Cut(Encoding.UTF8.GetBytes(text), forward);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            var answers = new Answers(server.GetStream(), client.GetStream());
            await Task.WhenAny(RequestsAsync(client.GetStream(), server.GetStream(), answers, both.Token), answers.ForwardAsync(both.Token));
            await both.CancelAsync();
        }
    }

    private async Task RequestsAsync(NetworkStream client, NetworkStream server, Answers answers, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await client.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                var cut = _cut is { } next && buffer.AsSpan(0, read).IndexOf(next.Text) >= 0 ? next : null;
                if (cut is not null)
                    (_cut, answers.Held, HasCut) = (null, true, true);
                if (cut is null or { Forward: true })
                    await server.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (cut is { Forward: true })
                    await answers.Next.Task;
                if (cut is not null)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One side went away.
        }
    }

    private sealed record Cut(byte[] Text, bool Forward);

    private sealed class Answers(NetworkStream server, NetworkStream client)
    {
        /// <summary>Whether answers are kept from the client from now on.</summary>
        public volatile bool Held;

        /// <summary>Completes when the server has ended its answer to what was sent after <see cref="Held"/> was set.</summary>
        public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task ForwardAsync(CancellationToken cancellationToken)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (await server.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                {
                    if (!Held)
                        await client.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    else if (buffer.AsSpan(0, read) is [.., (byte)'Z', 0, 0, 0, 5, (byte)'I'])
                        Next.TrySetResult(); // ReadyForQuery, outside a transaction: the commit is done.
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // One side went away.
            }
        }
    }
}
