using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Ingress;

/// <summary>Policy of the endpoint that hears of dead commands.</summary>
internal sealed class DeadCommandConsumerDefinition : ConsumerDefinition<DeadCommandConsumer>
{
    private readonly BusOptions _bus;

    public DeadCommandConsumerDefinition(IOptions<BusOptions> bus)
    {
        _bus = bus.Value;
        EndpointName = "detection-dead-commands";
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DeadCommandConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseDurableQueue(_bus);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.Bind(DurableQueue.DeadLetters(QueueNames.DetectImage));
    }
}
