using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Tests.Support;

/// <summary>Stands where the worker does and only notes what it is sent.</summary>
internal sealed class FakeWorker(WorkerInbox inbox) : IConsumer<DetectImage>
{
    public Task Consume(ConsumeContext<DetectImage> context)
    {
        inbox.Add(context.Message);
        return Task.CompletedTask;
    }
}
