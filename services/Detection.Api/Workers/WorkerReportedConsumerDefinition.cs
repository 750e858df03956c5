using Detection.Api.Checks;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Workers;

/// <summary>
/// A queue of each API instance's own, since each must hear every report. Durable, because RabbitMQ is about to refuse
/// transient queues, but gone a minute after its instance.
/// </summary>
internal sealed class WorkerReportedConsumerDefinition : ConsumerDefinition<WorkerReportedConsumer>
{
    public WorkerReportedConsumerDefinition() => EndpointName = $"{QueueNames.ApiPrefix}{Guid.NewGuid():n}";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<WorkerReportedConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.DiscardSkippedMessages();
        endpointConfigurator.UseConsumeFilter(typeof(MessageCheckFilter<>), context);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.QueueExpiration = TimeSpan.FromMinutes(1);
    }
}
