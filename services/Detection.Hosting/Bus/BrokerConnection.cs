using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Detection.Hosting.Bus;

/// <summary>
/// A connection to the broker that serves only to watch it: nothing of the bus goes over it. RabbitMQ tells a connection
/// that it holds publishers back only once that connection publishes, so this one does.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly IConnection _connection;
    private readonly IChannel _confirms;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<string> _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrokerConnection(IConnection connection, IChannel confirms, TimeProvider time)
    {
        (_connection, _confirms, _time) = (connection, confirms, time);
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            _blocked.TrySetResult(blocked.Reason);
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return Task.CompletedTask;
        };
        connection.ConnectionShutdownAsync += (_, shutdown) =>
        {
            _closed.TrySetResult(shutdown.ReplyText);
            return Task.CompletedTask;
        };
        if (!connection.IsOpen)
            _closed.TrySetResult(connection.CloseReason?.ReplyText ?? "closed");
    }

    /// <summary>Completes, with the reason, when the broker holds publishers back; a new task once it does so no longer.</summary>
    public Task<string> Blocked => _blocked.Task;

    /// <summary>Completes, with the reason, when the connection is lost.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects, within 5 s.</summary>
    /// <param name="factory">Address, credentials and TLS, as the bus has them.</param>
    /// <param name="name">What an operator reads in the management UI.</param>
    /// <param name="time">Clock of the time-outs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Exception">One that <see cref="BrokerFault.IsOfClient"/> knows: the broker cannot be reached, or did not answer.</exception>
    public static async Task<BrokerConnection> OpenAsync(ConnectionFactory factory, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        factory.RequestedHeartbeat = Patience;
        factory.ContinuationTimeout = Patience;
        // Without a token the client waits for ever at a broker that accepts the connection and then says nothing.
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var connection = await factory.CreateConnectionAsync(name, either.Token);
        try
        {
            return new BrokerConnection(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), either.Token), time);
        }
        catch
        {
            _ = CloseAsync(connection);
            throw;
        }
    }

    /// <summary>Publishes a message that no queue gets, and completes when the broker has confirmed it.</summary>
    /// <exception cref="Exception">The connection was lost.</exception>
    public Task ConfirmAsync() => _confirms.BasicPublishAsync("", "detection-watch", mandatory: false, body: ReadOnlyMemory<byte>.Empty).AsTask();

    /// <summary>The messages of a queue that wait for a consumer; null where there is no such queue, or no answer within 5 s.</summary>
    public async Task<uint?> CountReadyAsync(string queue)
    {
        try
        {
            return await OnChannelAsync(channel => channel.MessageCountAsync(queue));
        }
        catch (Exception e) when (BrokerFault.IsOfClient(e))
        {
            return null;
        }
    }

    /// <summary>Asks the broker whether a durable queue could be declared with these arguments. A queue that is missing stays missing.</summary>
    /// <returns>The broker's words where the queue exists with others; null where all is well.</returns>
    public async Task<string?> ObjectionAsync(string queue, IDictionary<string, object?> arguments)
    {
        try
        {
            await OnChannelAsync(async channel =>
            {
                await channel.QueueDeclarePassiveAsync(queue);
                return await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
            });
            return null;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            return e.ShutdownReason.ReplyText;
        }
    }

    /// <summary>Closes the connection; after a second without an answer, in the background.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAny(CloseAsync(_connection), Task.Delay(Goodbye, _time));

    private static Task CloseAsync(IConnection connection)
    {
        var closing = Task.Run(() => connection.DisposeAsync().AsTask());
        closing.Forget();
        return closing;
    }

    // An error closes the channel, so each question has one of its own.
    private async Task<T> OnChannelAsync<T>(Func<IChannel, Task<T>> ask)
    {
        var asking = AskAsync();
        try
        {
            return await asking.WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            asking.Forget();
            throw;
        }

        async Task<T> AskAsync()
        {
            await using var channel = await _connection.CreateChannelAsync();
            return await ask(channel);
        }
    }
}
