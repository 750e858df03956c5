using System.Net;
using System.Text.Json;
using Detection.Testing;
using RabbitMQ.Client;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The queues of a virtual host, seen through the management HTTP API.</summary>
internal static class VirtualHostQueues
{
    /// <summary>Publishes a text to a queue as the management UI's 'Publish message' does: no content type, no ids.</summary>
    public static async Task PublishAsync(this VirtualHost host, string queue, string payload, object? properties = null)
    {
        var answer = await host.SendAsync(
            HttpMethod.Post,
            $"exchanges/{host.Name}/amq.default/publish",
            new { properties = properties ?? new { }, routing_key = queue, payload, payload_encoding = "string" });
        Assert.True(answer.GetProperty("routed").GetBoolean(), $"there is no queue {queue}");
    }

    /// <summary>Waits for a message in a queue and takes it out.</summary>
    public static Task<BrokerMessage> TakeAsync(this VirtualHost host, string queue) => Eventually.GetAsync($"a message in {queue}", async () =>
    {
        try
        {
            var got = await host.SendAsync(
                HttpMethod.Post, $"queues/{host.Name}/{queue}/get", new { count = 1, ackmode = "ack_requeue_false", encoding = "auto" });
            return got.ValueKind == JsonValueKind.Array && got.GetArrayLength() > 0 ? BrokerMessage.Of(got[0]) : null;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.BadRequest)
        {
            return null; // The queue is being made at this moment: error queues come with their first message.
        }
    });

    /// <summary>What the broker says of a queue; null where there is none.</summary>
    public static async Task<JsonElement?> FindQueueAsync(this VirtualHost host, string queue)
    {
        var found = await host.SendAsync(HttpMethod.Get, $"queues/{host.Name}/{queue}");
        return found.ValueKind == JsonValueKind.Object && found.TryGetProperty("name", out _) ? found : null;
    }

    /// <summary>The names of all queues.</summary>
    public static async Task<IReadOnlyList<string>> ListQueuesAsync(this VirtualHost host) =>
        [.. (await host.SendAsync(HttpMethod.Get, $"queues/{host.Name}")).EnumerateArray().Select(queue => queue.GetProperty("name").GetString()!)];

    /// <summary>No message was dead-lettered, and none was given up by its consumer.</summary>
    public static async Task AssertNothingDeadAsync(this VirtualHost host)
    {
        var dead = (await host.ListQueuesAsync()).Where(name =>
            name.EndsWith("-dead", StringComparison.Ordinal) || name.EndsWith("_error", StringComparison.Ordinal));
        foreach (var queue in dead)
            Assert.Equal((queue, 0u), (queue, await host.CountAsync(queue)));
    }

    /// <summary>How many messages lie in a queue at this moment; the management API's numbers may be seconds old.</summary>
    public static async Task<uint> CountAsync(this VirtualHost host, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = host.AmqpUri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }
}
