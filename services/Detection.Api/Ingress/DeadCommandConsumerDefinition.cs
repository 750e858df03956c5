using Detection.Api.Checks;
using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Ingress;

/// <summary>Policy of the endpoint that hears of dead commands.</summary>
internal sealed class DeadCommandConsumerDefinition : ConsumerDefinition<DeadCommandConsumer>
{
    private const int Prefetch = 16;
    private readonly BodyLimit _bodies;

    public DeadCommandConsumerDefinition(IOptions<ApiOptions> api)
    {
        _bodies = BodyLimit.ForPictures(api.Value.InlineMaxBytes);
        EndpointName = QueueNames.DeadCommands;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DeadCommandConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseDurableQueue(context);
        endpointConfigurator.UseCheckedBodies(_bodies, Prefetch);
        endpointConfigurator.UseConsumeFilter(typeof(MessageCheckFilter<>), context);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.Bind(DurableQueue.DeadLetters(QueueNames.DetectImage));
    }
}
