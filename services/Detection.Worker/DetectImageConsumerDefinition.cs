using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Worker.Models;
using Detection.Worker.Settings;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>Policy of the workers' queue; the numbers are <see cref="WorkerOptions"/>.</summary>
internal sealed class DetectImageConsumerDefinition : ConsumerDefinition<DetectImageConsumer>
{
    private readonly WorkerOptions _worker;
    private readonly int _concurrency;

    public DetectImageConsumerDefinition(IOptions<WorkerOptions> worker, IOptions<InferenceSettings> inference)
    {
        _worker = worker.Value;
        _concurrency = _worker.EffectiveConcurrency(inference.Value.PicturesAtOnce);
        EndpointName = QueueNames.DetectImage;
        ConcurrentMessageLimit = _concurrency;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<DetectImageConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // The pictures in work already hold enough to keep the models busy; half as many again cover the way to the broker
        // and back. More would only keep them from other workers.
        endpointConfigurator.UseCheckedBodies(
            BodyLimit.ForPictures(_worker.InlineMaxBytes),
            prefetch: _concurrency + ((_concurrency + 1) / 2),
            advice: $"Plain JSON belongs into the queue '{QueueNames.DetectImageJson}'.");
        endpointConfigurator.UseDurableQueue(context);
        if (_worker.Retries == 0)
            return;

        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<CommandWithoutIdException>();
            retry.Exponential(_worker.Retries, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500));
        });
    }
}
