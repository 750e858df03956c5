using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>
/// The one description of our durable queues on RabbitMQ: quorum, a delivery limit (it ends the loop of a message that
/// kills its consumer), and a dead-letter queue beside it that keeps what the limit stopped.
/// </summary>
/// <remarks>Whoever declares such a queue, its consumer or a publisher that comes first, must declare it alike: RabbitMQ refuses other arguments.</remarks>
public static class DurableQueue
{
    /// <summary>Exchange and queue that get a queue's dead letters.</summary>
    public static string DeadLetters(string queue) => $"{queue}-dead";

    /// <summary>Makes a receive endpoint consume from such a queue; nothing changes on the transport in memory.</summary>
    public static void UseDurableQueue(this IReceiveEndpointConfigurator endpoint, BusOptions options)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return;

        rabbit.SetQuorumQueue();
        rabbit.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
        var dead = DeadLetters(endpoint.InputAddress.AbsolutePath.Split('/')[^1]);
        rabbit.BindDeadLetterQueue(dead, dead, binding => binding.SetQuorumQueue());
    }

    /// <summary>
    /// Makes a publisher of <typeparamref name="T"/> deploy the queue and bind it, so that a command published before
    /// any consumer ever started waits there instead of being confirmed and dropped.
    /// </summary>
    /// <remarks>
    /// To the exchange of the type, where commands are published, and to the one of the queue's own name, where the
    /// consumer will look. The consumer binds these two to one another; RabbitMQ still delivers a message to a queue once.
    /// </remarks>
    public static void DeployWith<T>(this IRabbitMqBusFactoryConfigurator bus, string queue, BusOptions options)
        where T : class
    {
        bus.Publish<T>(topology =>
        {
            topology.BindQueue(topology.Exchange.ExchangeName, queue, Declare);
            topology.BindQueue(queue, queue, Declare);
        });
        bus.DeployPublishTopology = true;

        void Declare(IRabbitMqQueueBindingConfigurator binding)
        {
            binding.SetQuorumQueue();
            binding.SetQueueArgument("x-delivery-limit", options.DeliveryLimit);
            binding.SetQueueArgument("x-dead-letter-exchange", DeadLetters(queue));
        }
    }
}
