using Detection.Api.Detections;
using Detection.Api.Ingress;
using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Api.Workers;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;

namespace Detection.Api;

/// <summary>The API's part of the bus.</summary>
public static class ApiBus
{
    /// <summary>The saga, the workers' reports, and over RabbitMQ plain JSON and dead letters.</summary>
    public static void AddDetectionApi(this IBusRegistrationConfigurator bus, BusOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        bus.CorrelateBy(DetectionIds.Property);
        bus.AddSagaStateMachine<DetectionStateMachine, DetectionState, DetectionStateDefinition>()
            .EntityFrameworkRepository(repository =>
            {
                repository.ConcurrencyMode = ConcurrencyMode.Optimistic;
                repository.ExistingDbContext<DetectionDbContext>();
            });
        bus.AddConsumer<WorkerReportedConsumer, WorkerReportedConsumerDefinition>();
        if (options.IsInMemory)
            return;

        bus.AddConsumer<DetectImageJsonConsumer, DetectImageJsonConsumerDefinition>();
        bus.AddConsumer<DeadCommandConsumer, DeadCommandConsumerDefinition>();
    }

    /// <summary>Lets the API deploy the workers' queue, so that a command published before the first worker ever started waits there.</summary>
    public static void DeployDetectionTopology(this IRabbitMqBusFactoryConfigurator bus, IServiceProvider services) =>
        bus.DeployWith<DetectImage>(QueueNames.DetectImage, services);
}
