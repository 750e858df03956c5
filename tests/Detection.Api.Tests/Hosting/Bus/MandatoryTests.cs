using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

/// <summary>A command that no queue gets comes back as an error, sent or published, where RabbitMQ would confirm and drop it.</summary>
public sealed class MandatoryTests(RabbitMqServer server) : IClassFixture<RabbitMqServer>
{
    [RabbitMqFact]
    public async Task Should_hear_of_a_command_that_no_queue_gets()
    {
        using var vhost = new VirtualHost(server);
        await vhost.CreateAsync();
        using var host = Build(vhost.AmqpUri);
        await host.StartAsync();
        var (bus, broker) = (host.Services.GetRequiredService<ConfirmedBus>(), host.Services.GetRequiredService<BrokerMonitor>());
        await broker.ReadyAsync(CancellationToken.None).WaitAsync(Eventually.Patience);
        var command = new DetectImage { DetectionId = Guid.NewGuid() };

        // The publisher's bus makes the queue by itself, before any worker does.
        await bus.PublishAsync(command, Eventually.Patience, CancellationToken.None);
        await bus.SendAsync(QueueNames.DetectImage, command, Eventually.Patience, CancellationToken.None);
        await Eventually.TrueAsync("both commands wait", async () => await broker.ReadyMessagesAsync(QueueNames.DetectImage, CancellationToken.None) == 2);

        await vhost.SendAsync(HttpMethod.Delete, $"queues/{vhost.Name}/{QueueNames.DetectImage}");
        Assert.Null(await broker.ReadyMessagesAsync(QueueNames.DetectImage, CancellationToken.None));
        await AssertReturnedAsync(() => bus.PublishAsync(command, Eventually.Patience, CancellationToken.None));
        await AssertReturnedAsync(() => bus.SendAsync(QueueNames.DetectImage, command, Eventually.Patience, CancellationToken.None));

        // Nobody need listen to an event.
        await bus.PublishAsync(new DetectionStarted { DetectionId = command.DetectionId }, Eventually.Patience, CancellationToken.None);
        await host.StopAsync();
    }

    private static async Task AssertReturnedAsync(Func<Task> publish)
    {
        var e = await Assert.ThrowsAsync<BrokerUnavailableException>(publish);
        Assert.Contains("returned", e.Message, StringComparison.Ordinal);
    }

    private static IHost Build(Uri broker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Bus:RabbitMqUrl"] = broker.OriginalString });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDetectionBus(
            new BusOptions { RabbitMqUrl = broker.OriginalString },
            _ => { },
            (bus, services) => bus.DeployWith<DetectImage>(QueueNames.DetectImage, services));
        return builder.Build();
    }
}
