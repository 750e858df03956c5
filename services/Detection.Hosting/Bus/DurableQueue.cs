using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Bus;

/// <summary>
/// The one description of our durable queues on RabbitMQ: quorum, a delivery limit (it ends the loop of a message that
/// kills its consumer), and a dead-letter queue beside it that keeps what the limit stopped.
/// </summary>
/// <remarks>A publisher that declares the queue before its consumer does must declare it alike: RabbitMQ refuses other arguments.</remarks>
public static class DurableQueue
{
    private const string Type = "x-queue-type";
    private const string Quorum = "quorum";
    private const string DeadLetterExchange = "x-dead-letter-exchange";

    /// <summary>Exchange and queue that get a queue's dead letters.</summary>
    public static string DeadLetters(string queue) => $"{queue}-dead";

    /// <summary>Makes a receive endpoint consume from such a queue; nothing changes on the transport in memory.</summary>
    /// <param name="endpoint">The endpoint; its name is the queue's.</param>
    /// <param name="context">Gives the options, and the list of queues that the broker is asked about.</param>
    public static void UseDurableQueue(this IReceiveEndpointConfigurator endpoint, IServiceProvider context)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return;

        var queue = endpoint.InputAddress.AbsolutePath.Split('/')[^1];
        var arguments = Arguments(queue, context);
        foreach (var (name, value) in arguments)
            rabbit.SetQueueArgument(name, value);
        var dead = DeadLetters(queue);
        rabbit.BindDeadLetterQueue(dead, dead, binding => binding.SetQuorumQueue());

        // MassTransit declares the error queue when it first needs it, with the arguments of the queue itself.
        var queues = context.GetRequiredService<DurableQueues>();
        queues.Add(queue, arguments);
        queues.Add(dead, new Dictionary<string, object?> { [Type] = Quorum });
        queues.Add($"{queue}_error", arguments);
    }

    /// <summary>
    /// Makes a publisher of <typeparamref name="T"/> deploy the queue and bind it, so that a command published before
    /// any consumer ever started waits there; and makes every such command mandatory: RabbitMQ confirms and drops what no
    /// queue gets, unless it is mandatory.
    /// </summary>
    /// <remarks>
    /// The queue is bound to the exchange of the type, where commands are published, and to the one of the queue's own name,
    /// where the consumer will look. The consumer binds these two to one another; RabbitMQ still delivers a message to a queue once.
    /// </remarks>
    public static void DeployWith<T>(this IRabbitMqBusFactoryConfigurator bus, string queue, IServiceProvider context)
        where T : class
    {
        var arguments = Arguments(queue, context);
        context.GetRequiredService<DurableQueues>().Add(queue, arguments);
        bus.Publish<T>(topology =>
        {
            topology.BindQueue(topology.Exchange.ExchangeName, queue, Declare);
            topology.BindQueue(queue, queue, Declare);
        });
        bus.Send<T>(topology => topology.Add(new MandatoryTopology<T>()));
        bus.DeployPublishTopology = true;

        void Declare(IRabbitMqQueueBindingConfigurator binding)
        {
            foreach (var (name, value) in arguments)
                binding.SetQueueArgument(name, value);
        }
    }

    private static Dictionary<string, object?> Arguments(string queue, IServiceProvider context) => new()
    {
        [Type] = Quorum,
        [DurableQueues.DeliveryLimit] = context.GetRequiredService<IOptions<BusOptions>>().Value.DeliveryLimit,
        [DeadLetterExchange] = DeadLetters(queue),
    };
}
