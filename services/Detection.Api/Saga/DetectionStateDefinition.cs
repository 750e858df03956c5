using Detection.Api.Checks;
using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Saga;

/// <summary>Policy of the saga's endpoint.</summary>
internal sealed class DetectionStateDefinition : SagaDefinition<DetectionState>
{
    private readonly BodyLimit _bodies;

    public DetectionStateDefinition(IOptions<DatabaseOptions> database, IOptions<ApiOptions> api)
    {
        _bodies = BodyLimit.ForPictures(api.Value.InlineMaxBytes);
        EndpointName = QueueNames.DetectionState;
        // On SQLite they take turns to write (SagaTurnFilter) and share the flush that follows.
        ConcurrentMessageLimit = database.Value.SagaConcurrency;
    }

    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<DetectionState> sagaConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.UseDurableQueue(context);
        endpointConfigurator.UseCheckedBodies(_bodies, prefetch: Math.Max(16, 4 * (ConcurrentMessageLimit ?? 16)));
        // A fault of the saga is none of the worker's: published, it would come back here as a failed detection.
        endpointConfigurator.PublishFaults = false;
        // Two writers of one row, or a database that is away. Outside the turn, so that a wait blocks nobody. Patient, up to
        // about a quarter of an hour (RabbitMQ's acknowledgement time-out is half an hour): an event that goes to the error
        // queue leaves its detection unfinished. What no repetition mends would only hold up the messages behind it.
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(DatabaseFault.MayPass);
            retry.Exponential(40, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50));
        });
        endpointConfigurator.UseConsumeFilter(typeof(MessageCheckFilter<>), context);
        endpointConfigurator.UseConsumeFilter(typeof(SagaTurnFilter<>), context);
    }
}
