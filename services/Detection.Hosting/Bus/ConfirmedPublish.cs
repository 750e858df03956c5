using MassTransit;

namespace Detection.Hosting.Bus;

/// <summary>Publishing that ends in a confirm or in an error, never in silence.</summary>
public static class ConfirmedPublish
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Publishes from within a consumer, as often as it takes: to be used there instead of the consume context's own.
    /// </summary>
    /// <remarks>
    /// A publish under way when the broker dies may never return. The endpoint cannot connect again before its consumers
    /// are done, and a consume context waits for all that was published through it: the worker would stand still until
    /// somebody restarts it. So each attempt is bounded, and goes past the context. An attempt that was given up may
    /// arrive after all: the message must bear being delivered twice.
    /// </remarks>
    /// <exception cref="OperationCanceledException">Cancelled before the broker was back; the consumed message is then delivered again.</exception>
    public static async Task PublishUntilConfirmedAsync<T>(
        this IBus bus, T message, Guid correlationId, bool mandatory, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            try
            {
                await bus.PublishConfirmedAsync(message, correlationId, mandatory, Attempt, time, cancellationToken);
                return;
            }
            catch (BrokerUnavailableException)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Publishes and waits for the broker's confirm. RabbitMQ confirms and drops what no queue is bound to, unless it is
    /// mandatory; and while a connection is being restored, a publish neither fails nor returns.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// Not confirmed within <paramref name="timeout"/>, or returned. After a time-out the message may still arrive.
    /// </exception>
    public static async Task PublishConfirmedAsync<T>(
        this IBus bus, T message, Guid correlationId, bool mandatory, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        // The publish itself gets no token: one that is cancelled while its channel is being set up leaves a connection
        // behind on which nothing is ever answered again. It is left to itself instead.
        await ConfirmAsync(bus.Publish(message, context => Configure(context, correlationId, mandatory), CancellationToken.None), timeout, time, cancellationToken);
    }

    /// <summary>Sends, mandatory, to one queue and waits for the broker's confirm.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="address">Of an exchange or a queue, such as <c>exchange:name</c>.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="correlationId">Its correlation id.</param>
    /// <param name="timeout">How long to wait for the confirm.</param>
    /// <param name="time">Clock of the time-out.</param>
    /// <param name="cancellationToken">Ends the wait, not the sending.</param>
    /// <inheritdoc cref="PublishConfirmedAsync"/>
    public static async Task SendConfirmedAsync<T>(
        this IBus bus, Uri address, T message, Guid correlationId, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        await ConfirmAsync(SendAsync(), timeout, time, cancellationToken);

        async Task SendAsync()
        {
            var endpoint = await bus.GetSendEndpoint(address);
            await endpoint.Send(message, context => Configure(context, correlationId, mandatory: true), CancellationToken.None);
        }
    }

    private static void Configure(SendContext context, Guid correlationId, bool mandatory)
    {
        context.CorrelationId = correlationId;
        if (mandatory && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }

    private static async Task ConfirmAsync(Task publish, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await publish.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            Forget(publish);
            throw new BrokerUnavailableException($"The broker did not confirm within {timeout.TotalSeconds:0.#} s.", e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Forget(publish);
            throw;
        }
        catch (OperationCanceledException e)
        {
            throw new BrokerUnavailableException("The connection to the broker was given up.", e);
        }
        catch (Exception e) when (BrokerFault.Is(e))
        {
            throw new BrokerUnavailableException($"The broker did not take the message: {e.Message}", e);
        }
    }

    // Its outcome no longer matters to anybody, but an error that nobody looks at would be reported as unobserved.
    private static void Forget(Task publish) => publish.ContinueWith(
        static task => _ = task.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
