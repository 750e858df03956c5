using Detection.Api.Checks;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;

namespace Detection.Api.Workers;

/// <summary>
/// A queue of each API instance's own, since each must hear every report. Durable, because RabbitMQ is about to refuse
/// transient queues, but gone a minute after its instance.
/// </summary>
internal sealed class WorkerReportedConsumerDefinition : ConsumerDefinition<WorkerReportedConsumer>
{
    private const int Prefetch = 16;

    // Thousands of labels, many times over.
    private static readonly BodyLimit Bodies = new(16 << 20);

    public WorkerReportedConsumerDefinition() => EndpointName = $"{QueueNames.ApiPrefix}{Guid.NewGuid():n}";

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<WorkerReportedConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.DiscardSkippedMessages();
        endpointConfigurator.UseCheckedBodies(Bodies, Prefetch);
        endpointConfigurator.UseConsumeFilter(typeof(MessageCheckFilter<>), context);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.QueueExpiration = TimeSpan.FromMinutes(1);
    }
}
