using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>Puts commands and failures onto the bus, and knows whether the broker takes them.</summary>
internal sealed class CommandPublisher(ConfirmedBus bus, BrokerMonitor broker, IOptions<ApiOptions> options)
{
    /// <summary>Sends the command of a detection that has its row to the workers, and waits for the broker's confirm.</summary>
    /// <remarks>
    /// To their queue alone: published, it would come back to the saga, which could only ignore it, at the price of a
    /// message through the broker and a look into the database for each detection.
    /// </remarks>
    /// <exception cref="BrokerUnavailableException">It was not confirmed.</exception>
    public Task SendAsync(DetectImage command, CancellationToken cancellationToken) =>
        bus.SendAsync(QueueNames.DetectImage, command, TimeSpan.FromSeconds(options.Value.ConfirmSeconds), cancellationToken);

    /// <summary>Publishes an event once and waits for the broker's confirm.</summary>
    /// <exception cref="BrokerUnavailableException">It was not confirmed.</exception>
    public Task PublishAsync<T>(T message, CancellationToken cancellationToken)
        where T : class => bus.PublishAsync(message, TimeSpan.FromSeconds(options.Value.ConfirmSeconds), cancellationToken);

    /// <summary>Publishes a command from within a consumer, as often as it takes.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the broker took it.</exception>
    public Task PublishUntilConfirmedAsync(DetectImage command, ConsumeContext cause, CancellationToken cancellationToken) =>
        bus.PublishUntilConfirmedAsync(command, cause, cancellationToken);

    /// <summary>Publishes, from within a consumer, that a command could not be carried out.</summary>
    /// <inheritdoc cref="PublishUntilConfirmedAsync"/>
    public Task PublishFailureAsync(DetectionFailed failure, ConsumeContext cause, CancellationToken cancellationToken) =>
        bus.PublishUntilConfirmedAsync(failure, cause, cancellationToken);

    /// <summary>Refuses a submission that the broker would not take now.</summary>
    /// <exception cref="BrokerUnavailableException">The broker is away or holds publishers back.</exception>
    public void ThrowUnlessReady() => broker.ThrowUnlessReady();
}
