using Detection.Contracts;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>What an operator sees of us in the broker: the connections of each process, and the queues.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class ConnectionTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    [RabbitMqFact]
    public async Task Should_have_three_connections_for_each_process_each_named_for_what_it_does()
    {
        string[] expected =
        [
            "Detection.Api consumes", "Detection.Api publishes", "Detection.Api watches",
            "Detection.Worker consumes", "Detection.Worker publishes", "Detection.Worker watches",
        ];

        // The management API's list is a second behind.
        await Eventually.TrueAsync("all connections are there", async () => (await NamesAsync()).SequenceEqual(expected));
    }

    /// <summary>The publishers' bus has none of its own.</summary>
    [RabbitMqFact]
    public async Task Should_have_no_queue_that_the_catalogue_does_not_list()
    {
        string[] durable = [QueueNames.DetectImage, QueueNames.DetectImageJson, QueueNames.DetectionState, QueueNames.DeadCommands];

        var queues = (await Deployment.Host.ListQueuesAsync())
            .Where(queue => !queue.EndsWith("_error", StringComparison.Ordinal) && !IsOfTests(queue)).ToArray();

        Assert.Single(queues, queue => queue.StartsWith(QueueNames.ApiPrefix, StringComparison.Ordinal));
        Assert.Equal(
            durable.Concat(durable.Select(queue => $"{queue}-dead")).Order(StringComparer.Ordinal),
            queues.Where(queue => !queue.StartsWith(QueueNames.ApiPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static bool IsOfTests(string queue) =>
        queue.StartsWith("other-service-", StringComparison.Ordinal) || queue.StartsWith("conversation-", StringComparison.Ordinal);

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await Deployment.Host.SendAsync(HttpMethod.Get, $"vhosts/{Deployment.Host.Name}/connections")).EnumerateArray()
            .Select(connection => connection.GetProperty("client_properties").GetProperty("connection_name").GetString()!.Split(" (")[0])
            .Where(name => name.StartsWith("Detection.Api", StringComparison.Ordinal) || name.StartsWith("Detection.Worker", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
