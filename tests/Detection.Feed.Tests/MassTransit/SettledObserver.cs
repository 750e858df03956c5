using System.Collections.Concurrent;
using MassTransit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Knows when an endpoint is through with a message: handled, or faulted with all retries spent.</summary>
internal sealed class SettledObserver : IReceiveObserver
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _messages = new();

    public Task Settled(Guid messageId) => Source(messageId).Task;

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Settle(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Settle(context);

    private Task Settle(ReceiveContext context)
    {
        if (context.GetMessageId() is { } messageId)
            Source(messageId).TrySetResult();
        return Task.CompletedTask;
    }

    private TaskCompletionSource Source(Guid messageId) =>
        _messages.GetOrAdd(messageId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
