using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Ingress;

/// <summary>
/// Policy of the plain JSON queue: one message type, no envelope, no content type needed (the management UI sends none),
/// and no outbox (messages there have no id).
/// </summary>
internal sealed class DetectImageJsonConsumerDefinition : ConsumerDefinition<DetectImageJsonConsumer>
{
    private const int Prefetch = 8;
    private readonly BodyLimit _bodies;

    public DetectImageJsonConsumerDefinition(IOptions<ApiOptions> api)
    {
        _bodies = BodyLimit.ForPictures(api.Value.InlineMaxBytes);
        EndpointName = QueueNames.DetectImageJson;
        ConcurrentMessageLimit = 4;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DetectImageJsonConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.UseCheckedBodies(_bodies, Prefetch, serialization: new PlainJsonSerializerFactory());
        endpointConfigurator.PublishFaults = false;
        endpointConfigurator.UseDurableQueue(context);
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<CommandRefusedException>();
            retry.Exponential(5, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(500));
        });
    }
}
