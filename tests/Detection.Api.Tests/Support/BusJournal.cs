using System.Collections.Concurrent;
using Detection.Contracts;
using Detection.Testing;
using MassTransit;

namespace Detection.Api.Tests.Support;

/// <summary>Knows when an endpoint is done with a message, and which ones it gave up on.</summary>
internal sealed class BusJournal : IReceiveObserver
{
    private readonly ConcurrentDictionary<(Guid MessageId, string Queue), TaskCompletionSource> _handled = new();

    /// <summary>Faults of the saga, after its retries: type, message, cause.</summary>
    public ConcurrentQueue<string> SagaFaults { get; } = new();

    /// <summary>Why messages did not get as far as the saga.</summary>
    public ConcurrentQueue<string> SagaRefusals { get; } = new();

    /// <summary>Completes when the queue has handled the message, whatever came of it.</summary>
    public Task HandledAsync(Guid messageId, string queue) => Entry(messageId, queue).Task.WaitAsync(Eventually.Patience);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Done(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        if (QueueOf(context.ReceiveContext) == QueueNames.DetectionState)
            SagaFaults.Enqueue($"{typeof(T).Name}: {exception.GetType().Name}: {exception.Message} {exception.InnerException?.Message}");
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (QueueOf(context) == QueueNames.DetectionState)
            SagaRefusals.Enqueue(exception.Message);
        return Done(context);
    }

    private static string QueueOf(ReceiveContext context) => context.InputAddress.AbsolutePath.TrimStart('/');

    private Task Done(ReceiveContext context)
    {
        if (context.GetMessageId() is { } id)
            Entry(id, QueueOf(context)).TrySetResult();
        return Task.CompletedTask;
    }

    private TaskCompletionSource Entry(Guid messageId, string queue) =>
        _handled.GetOrAdd((messageId, queue), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
