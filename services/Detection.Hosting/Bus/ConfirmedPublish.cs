using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Detection.Hosting.Bus;

/// <summary>Publishing that ends in a confirm or in an error, never in silence.</summary>
public static class ConfirmedPublish
{
    /// <summary>
    /// Publishes as mandatory and waits for the broker's confirm. RabbitMQ confirms and drops what no queue is bound
    /// to, unless it is mandatory; and while a connection is being restored, a publish neither fails nor returns.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// Not confirmed within <paramref name="timeout"/>, or returned. After a time-out the message may still arrive.
    /// </exception>
    public static async Task PublishConfirmedAsync<T>(
        this IBus bus, T message, Guid correlationId, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await bus.Publish(message, Configure, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnavailableException($"The broker did not confirm within {timeout.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (e is MassTransitException or RabbitMQClientException)
        {
            throw new BrokerUnavailableException($"The broker did not take the message: {e.Message}", e);
        }

        void Configure(PublishContext<T> context)
        {
            context.CorrelationId = correlationId;
            if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }
    }
}
