using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Detection.Testing;

/// <summary>A virtual host of a broker: queues and users of one deployment, apart from all others.</summary>
public sealed class VirtualHost(RabbitMqServer broker) : IDisposable
{
    private readonly HttpClient _management = broker.CreateManagementClient();

    public string Name { get; } = $"test-{Guid.NewGuid():n}";

    /// <summary>What RABBITMQ_URL is for those who live here.</summary>
    public Uri AmqpUri => new(broker.AmqpUri, Name);

    public async Task CreateAsync()
    {
        await SendAsync(HttpMethod.Put, $"vhosts/{Name}", new { });
        await SendAsync(HttpMethod.Put, $"permissions/{Name}/{broker.User}", new { configure = ".*", write = ".*", read = ".*" });
    }

    public Task DeleteAsync() => SendAsync(HttpMethod.Delete, $"vhosts/{Name}");

    /// <summary>Asks the broker's management HTTP API.</summary>
    /// <param name="method">GET and the like.</param>
    /// <param name="path">Below api/.</param>
    /// <param name="body">Sent as JSON; null: none.</param>
    /// <returns>What it answers; undefined where that is nothing. A 404 is an answer too.</returns>
    /// <exception cref="HttpRequestException">Any other error.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"api/{path}", UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _management.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public void Dispose() => _management.Dispose();
}
