using System.Threading.Channels;
using Detection.Contracts;
using MassTransit;

namespace Detection.Worker.Tests.Support;

/// <summary>Tells when the worker's endpoint is done with a message for good: after its retries, acknowledged or moved to the error queue.</summary>
internal sealed class EndOfReceive : IReceiveObserver
{
    private readonly Channel<bool> _ends = Channel.CreateUnbounded<bool>();

    /// <summary>Waits for the next end; true: the message faulted.</summary>
    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => _ends.Reader.ReadAsync(cancellationToken);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context)
    {
        if (context.InputAddress.AbsolutePath.EndsWith(QueueNames.DetectImage, StringComparison.Ordinal))
            _ends.Writer.TryWrite(context.IsFaulted);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => PostReceive(context);
}
