using System.Text.Json;
using System.Text.Json.Nodes;
using Detection.Hosting.Bus;
using Detection.Testing;
using Detection.Worker.Tests.Support;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>The workers' queue as the bus library sets it up for RabbitMQ, by its own description; nothing connects.</summary>
public sealed class DefinitionTests
{
    /// <summary>What is in work holds the next pictures already: little more, so that other workers get their share.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(7, 11)]
    public void Should_prefetch_half_as_many_again_as_it_works_on(int concurrency, int prefetch)
    {
        var transport = Transport(("Worker:Concurrency", $"{concurrency}"));

        Assert.Equal(concurrency, (int)transport["concurrentMessageLimit"]!);
        Assert.Equal(prefetch, (int)transport["prefetchCount"]!);
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(8, 20)]
    public void Should_work_on_enough_pictures_to_keep_the_sessions_busy(int sessions, int concurrency) =>
        Assert.Equal(concurrency, (int)Transport(
            ("Inference:Provider", "cpu"), ("Inference:Sessions", $"{sessions}"))["concurrentMessageLimit"]!);

    [Fact]
    public void Should_work_on_enough_pictures_to_fill_batches() =>
        Assert.Equal(20, (int)Transport(
            ("Inference:Provider", "cpu"), ("Inference:Batching", "always"), ("Inference:MaxBatch", "8"))["concurrentMessageLimit"]!);

    /// <summary>A message that ends the process comes back: only the limit ends that loop, and only the dead-letter queue keeps it then.</summary>
    [Fact]
    public void Should_consume_from_a_quorum_queue_with_a_delivery_limit_and_dead_letters()
    {
        var transport = Transport();

        Assert.Equal("detect-image", (string?)transport["queueName"]);
        Assert.True((bool)transport["durable"]!);
        Assert.Equal("quorum", (string?)transport["queueArguments"]!["x-queue-type"]);
        Assert.Equal(5, (int)transport["queueArguments"]!["x-delivery-limit"]!);
        Assert.Equal("detect-image-dead", (string?)transport["queueArguments"]!["x-dead-letter-exchange"]);
        Assert.Contains("detect-image-dead", transport["topology"]!["queue"]!.AsArray().Select(queue => (string?)queue!["name"]));
    }

    private static JsonNode Transport(params (string Key, string Value)[] settings)
    {
        using var folder = new ScratchFolder();
        var builder = WorkerServices.Builder(folder.Path, settings);
        builder.Services.AddDetectionBus(new BusOptions { RabbitMqUrl = "amqp://127.0.0.1:1" }, register => register.AddDetectionWorker());
        builder.Services.AddDetectionWorker();
        using var host = builder.Build();

        var probe = JsonSerializer.SerializeToNode(host.Services.GetRequiredService<IBusControl>().GetProbeResult())!;
        return probe["Results"]!["bus"]!["host"]!["receiveEndpoint"]!.AsArray()
            .Single(endpoint => (string?)endpoint!["name"] == "detect-image")!["receiveTransport"]!;
    }
}
