using System.Collections.Concurrent;
using Detection.Contracts;
using MassTransit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Another .NET service on the bus: publishes commands by the contracts and has the results pushed to it.</summary>
internal sealed class OtherService : IAsyncDisposable
{
    private readonly ConcurrentQueue<DetectionCompleted> _completed = new();
    private readonly ConcurrentQueue<DetectionFailed> _failed = new();
    private readonly IBusControl _bus;

    private OtherService(Uri broker) => _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(broker);
        bus.ReceiveEndpoint($"other-service-{Guid.NewGuid():n}", endpoint =>
        {
            endpoint.QueueExpiration = TimeSpan.FromMinutes(1);
            endpoint.Handler<DetectionCompleted>(context => Keep(_completed, context.Message));
            endpoint.Handler<DetectionFailed>(context => Keep(_failed, context.Message));
        });
    });

    public static async Task<OtherService> StartAsync(Uri broker)
    {
        var service = new OtherService(broker);
        await service._bus.StartAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return service;
    }

    public Task PublishAsync<T>(T message)
        where T : class => _bus.Publish(message);

    /// <summary>How often a result of this detection was pushed here.</summary>
    public int CountCompleted(Guid detectionId) => _completed.Count(one => one.DetectionId == detectionId);

    /// <summary>How often a failure of this detection was pushed here.</summary>
    public int CountFailed(Guid detectionId) => _failed.Count(one => one.DetectionId == detectionId);

    public async ValueTask DisposeAsync() => await _bus.StopAsync(TimeSpan.FromSeconds(30));

    private static Task Keep<T>(ConcurrentQueue<T> queue, T message)
    {
        queue.Enqueue(message);
        return Task.CompletedTask;
    }
}
