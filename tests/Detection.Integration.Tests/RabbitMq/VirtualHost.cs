using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using RabbitMQ.Client;
using Xunit;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>A virtual host of the broker, seen through the management HTTP API.</summary>
public sealed class VirtualHost(RabbitMqServer broker) : IDisposable
{
    private readonly HttpClient _management = broker.CreateManagementClient();

    public string Name { get; } = $"test-{Guid.NewGuid():n}";

    /// <summary>What RABBITMQ_URL is for those who live here.</summary>
    public Uri AmqpUri => new(broker.AmqpUri, Name);

    public async Task CreateAsync()
    {
        await SendAsync(HttpMethod.Put, $"vhosts/{Name}", new { });
        await SendAsync(HttpMethod.Put, $"permissions/{Name}/guest", new { configure = ".*", write = ".*", read = ".*" });
    }

    public Task DeleteAsync() => SendAsync(HttpMethod.Delete, $"vhosts/{Name}");

    /// <summary>Publishes a text to a queue as the management UI's 'Publish message' does: no content type, no ids.</summary>
    public async Task PublishAsync(string queue, string payload, object? properties = null)
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            $"exchanges/{Name}/amq.default/publish",
            new { properties = properties ?? new { }, routing_key = queue, payload, payload_encoding = "string" });
        Assert.True(answer.GetProperty("routed").GetBoolean(), $"there is no queue {queue}");
    }

    /// <summary>Waits for a message in a queue and takes it out.</summary>
    public Task<BrokerMessage> TakeAsync(string queue) => Eventually.GetAsync($"a message in {queue}", async () =>
    {
        var got = await SendAsync(HttpMethod.Post, $"queues/{Name}/{queue}/get", new { count = 1, ackmode = "ack_requeue_false", encoding = "auto" });
        return got.ValueKind == JsonValueKind.Array && got.GetArrayLength() > 0 ? BrokerMessage.Of(got[0]) : null;
    });

    /// <summary>What the broker says of a queue; null where there is none.</summary>
    public async Task<JsonElement?> FindQueueAsync(string queue)
    {
        var found = await SendAsync(HttpMethod.Get, $"queues/{Name}/{queue}");
        return found.ValueKind == JsonValueKind.Object && found.TryGetProperty("name", out _) ? found : null;
    }

    /// <summary>How many messages lie in a queue at this moment; the management API's numbers may be seconds old.</summary>
    public async Task<uint> CountAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = AmqpUri }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    public void Dispose() => _management.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/{path}", UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _management.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
