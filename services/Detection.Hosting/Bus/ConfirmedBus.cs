using System.Collections.Concurrent;
using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>Publishing and sending that end in the broker's confirm or in an error, never in silence. Everything of ours goes through here.</summary>
/// <remarks>
/// No publish gets a cancellation token: one that is cancelled while its channel is being set up leaves a connection behind
/// on which nothing is ever answered again. A publish that is given up is left to itself, and may still arrive.
/// </remarks>
/// <param name="bus">Over RabbitMQ the publishers' own, so that a broker that holds publishers back holds back no acknowledgement.</param>
/// <param name="broker">Says whether another attempt has a chance.</param>
/// <param name="time">Clock of the time-outs.</param>
public sealed class ConfirmedBus(IBus bus, BrokerMonitor broker, TimeProvider time)
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Uri> _exchanges = new(StringComparer.Ordinal);

    /// <summary>Publishes once.</summary>
    /// <param name="message">What is published.</param>
    /// <param name="timeout">How long to wait for the confirm.</param>
    /// <param name="cancellationToken">Ends the wait, not the publish.</param>
    /// <exception cref="BrokerUnavailableException">Not confirmed within the time-out, or a command that no queue got. After a time-out the message may still arrive.</exception>
    public Task PublishAsync<T>(T message, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class => ConfirmAsync(PublishAsync(message, cause: null), timeout, cancellationToken);

    /// <summary>Sends once, to one queue.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="timeout">How long to wait for the confirm.</param>
    /// <param name="cancellationToken">Ends the wait, not the sending.</param>
    /// <inheritdoc cref="PublishAsync{T}(T, TimeSpan, CancellationToken)"/>
    public Task SendAsync<T>(string queue, T message, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class
    {
        return ConfirmAsync(SendAsync(), timeout, cancellationToken);

        async Task SendAsync()
        {
            var endpoint = await bus.GetSendEndpoint(_exchanges.GetOrAdd(queue, static name => new Uri($"exchange:{name}")));
            await endpoint.Send(message, CancellationToken.None);
        }
    }

    /// <summary>Publishes as often as it takes. Consumers use it instead of their context's own Publish.</summary>
    /// <remarks>
    /// A publish under way when the broker dies may never return, and a consume context waits for all that was published
    /// through it; the endpoint cannot connect again before its consumers are done. So each attempt is bounded, and goes past
    /// the context. While the broker is away or holds publishers back, the last attempt stays open instead of being repeated.
    /// The message must bear being delivered twice.
    /// </remarks>
    /// <param name="message">What is published.</param>
    /// <param name="cause">The message that is being consumed: the new one joins its conversation. Null outside a consumer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the broker confirmed.</exception>
    public async Task PublishUntilConfirmedAsync<T>(T message, ConsumeContext? cause, CancellationToken cancellationToken)
        where T : class
    {
        while (!await IsConfirmedAsync(PublishAsync(message, cause), cancellationToken))
            await Task.Delay(Pause, time, cancellationToken);
    }

    private Task PublishAsync<T>(T message, ConsumeContext? cause)
        where T : class => cause is null
        ? bus.Publish(message, CancellationToken.None)
        : bus.Publish(message, context => Join(context, cause), CancellationToken.None);

    // As MassTransit's TransferConsumeContextHeaders does, without the headers: RabbitMQ's x-death would travel on with them.
    private static void Join(SendContext context, ConsumeContext cause)
    {
        context.SourceAddress = cause.ReceiveContext.InputAddress;
        context.ConversationId = cause.ConversationId ?? context.ConversationId;
        context.InitiatorId = cause.CorrelationId ?? cause.RequestId;
    }

    private async Task<bool> IsConfirmedAsync(Task publish, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ConfirmAsync(publish, Attempt, cancellationToken);
                return true;
            }
            catch (BrokerUnavailableException e) when (e.State != BrokerState.Ready && !publish.IsCompleted)
            {
                await Task.WhenAny(publish, broker.ReadyAsync(cancellationToken));
            }
            catch (BrokerUnavailableException)
            {
                return false;
            }
        }
    }

    private async Task ConfirmAsync(Task publish, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await publish.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            publish.Forget();
            throw new BrokerUnavailableException(broker.State, $"The broker did not confirm within {timeout.TotalSeconds:0.#} s.", e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            publish.Forget();
            throw;
        }
        catch (OperationCanceledException e)
        {
            throw new BrokerUnavailableException(broker.State, "The connection to the broker was given up.", e);
        }
        catch (Exception e) when (BrokerFault.Is(e))
        {
            throw new BrokerUnavailableException(broker.State, $"The broker did not take the message: {e.Message}", e);
        }
    }
}
