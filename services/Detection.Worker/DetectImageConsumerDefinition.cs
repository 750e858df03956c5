using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>Policy of the workers' queue; the numbers are <see cref="WorkerOptions"/>.</summary>
internal sealed class DetectImageConsumerDefinition : ConsumerDefinition<DetectImageConsumer>
{
    public const string QueueName = "detect-image";

    private readonly WorkerOptions _worker;
    private readonly BusOptions _bus;

    public DetectImageConsumerDefinition(IOptions<WorkerOptions> worker, IOptions<BusOptions> bus)
    {
        (_worker, _bus) = (worker.Value, bus.Value);
        EndpointName = QueueName;
        ConcurrentMessageLimit = _worker.EffectiveConcurrency;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DetectImageConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // Enough that the next picture is at hand, little enough that other workers get their share.
        endpointConfigurator.PrefetchCount = 2 * _worker.EffectiveConcurrency;
        endpointConfigurator.UseDurableQueue(_bus);
        if (_worker.Retries == 0)
            return;

        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<CommandWithoutIdException>();
            retry.Exponential(_worker.Retries, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500));
        });
    }
}
