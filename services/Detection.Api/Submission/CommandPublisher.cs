using Detection.Api.Ingress;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>Puts commands onto the bus and knows whether the bus is there.</summary>
internal sealed class CommandPublisher(IBusControl bus, IOptions<ApiOptions> options, TimeProvider time)
{
    private static readonly Uri Workers = new($"exchange:{QueueNames.DetectImage}");

    /// <summary>Sends the command of a detection that has its row to the workers, and waits for the broker's confirm.</summary>
    /// <remarks>
    /// To their queue alone: published, it would come back to the saga, which could only ignore it, at the price of a
    /// message through the broker and a look into the database for each detection.
    /// </remarks>
    /// <exception cref="BrokerUnavailableException">It was not confirmed.</exception>
    public Task SendAsync(DetectImage command, CancellationToken cancellationToken) => bus.SendConfirmedAsync(
        Workers, command, command.DetectionId, TimeSpan.FromSeconds(options.Value.ConfirmSeconds), time, cancellationToken);

    /// <summary>Publishes a command from within a consumer, as often as it takes.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the broker took it.</exception>
    public Task PublishUntilConfirmedAsync(DetectImage command, CancellationToken cancellationToken) =>
        bus.PublishUntilConfirmedAsync(command, command.DetectionId, mandatory: true, time, cancellationToken);

    /// <summary>Publishes, from within a consumer, that a command could not be carried out.</summary>
    /// <inheritdoc cref="PublishUntilConfirmedAsync"/>
    public Task PublishFailureAsync(DetectionFailed failure, CancellationToken cancellationToken) =>
        bus.PublishUntilConfirmedAsync(failure, failure.DetectionId, mandatory: false, time, cancellationToken);

    /// <summary>Whether the broker is reachable, as far as the connection knows.</summary>
    public bool IsReachable => bus.HasBroker();
}
