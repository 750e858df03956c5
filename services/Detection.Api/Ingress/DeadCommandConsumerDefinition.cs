using Detection.Api.Checks;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;

namespace Detection.Api.Ingress;

/// <summary>Policy of the endpoint that hears of dead commands.</summary>
internal sealed class DeadCommandConsumerDefinition : ConsumerDefinition<DeadCommandConsumer>
{
    public DeadCommandConsumerDefinition() => EndpointName = QueueNames.DeadCommands;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DeadCommandConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseDurableQueue(context);
        endpointConfigurator.UseConsumeFilter(typeof(MessageCheckFilter<>), context);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.Bind(DurableQueue.DeadLetters(QueueNames.DetectImage));
    }
}
