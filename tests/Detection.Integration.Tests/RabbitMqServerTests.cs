using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests;

/// <summary>The broker that other tests rely on is a real one, and forgets nothing when it is killed.</summary>
public sealed class RabbitMqServerTests : IClassFixture<RabbitMqServer>, IDisposable
{
    private const string Queue = "api/queues/%2F/kept";
    private readonly RabbitMqServer _server;
    private readonly HttpClient _management;

    public RabbitMqServerTests(RabbitMqServer server)
    {
        _server = server;
        _management = server.CreateManagementClient();
    }

    [RabbitMqFact]
    public async Task Should_keep_a_persistent_message_over_a_kill_and_a_restart()
    {
        await DeclareQuorumQueueAsync();
        Assert.True(await PublishAsync("still here"), "the message was not routed to the queue");

        await _server.KillAsync();
        Assert.False(await CanConnectAsync(), "the broker still accepts connections after it was killed");
        await _server.RestartAsync();

        Assert.Equal("still here", await GetAsync());
    }

    [RabbitMqFact]
    public void Should_listen_on_the_loopback_interface_only()
    {
        int[] ports = [_server.AmqpUri.Port, _server.ManagementUri.Port];
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => ports.Contains(l.Port)).ToArray();
        Assert.Equal(ports.Order(), listeners.Select(l => l.Port).Order());
        Assert.All(listeners, l => Assert.Equal(IPAddress.Loopback, l.Address));
    }

    /// <summary>Every web page in a browser on the machine knows guest:guest, and can post forms to 127.0.0.1.</summary>
    [RabbitMqFact]
    public async Task Should_refuse_the_password_that_everybody_knows()
    {
        using var client = new HttpClient { BaseAddress = _server.ManagementUri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8));

        using var guest = await client.GetAsync(new Uri("api/whoami", UriKind.Relative));
        using var own = await _management.GetAsync(new Uri("api/whoami", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, guest.StatusCode);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [RabbitMqFact]
    [UnsupportedOSPlatform("windows")]
    public void Should_keep_password_cookie_and_data_to_its_user()
    {
        Assert.Matches("^detection:[0-9a-f]{32}$", File.ReadAllText(Path.Combine(_server.Home, "credentials")).TrimEnd());
        Assert.Matches("^[0-9a-f]{32}$", File.ReadAllText(Path.Combine(_server.Home, ".erlang.cookie")));
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var path in Directory.EnumerateFileSystemEntries(_server.Home, "*", SearchOption.AllDirectories).Append(_server.Home))
            Assert.True(!Path.Exists(path) || (File.GetUnixFileMode(path) & ~owner) == 0, $"{path} is open to others");
    }

    public void Dispose() => _management.Dispose();

    private async Task DeclareQuorumQueueAsync()
    {
        var arguments = new Dictionary<string, object> { ["x-queue-type"] = "quorum" };
        using var response = await _management.PutAsJsonAsync(Queue, new { durable = true, arguments });
        response.EnsureSuccessStatusCode();
    }

    private async Task<bool> PublishAsync(string text)
    {
        var properties = new { delivery_mode = 2 };
        using var response = await _management.PostAsJsonAsync(
            "api/exchanges/%2F/amq.default/publish",
            new { properties, routing_key = "kept", payload = text, payload_encoding = "string" });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("routed").GetBoolean();
    }

    private async Task<string?> GetAsync()
    {
        using var response = await _management.PostAsJsonAsync(
            $"{Queue}/get", new { count = 1, ackmode = "ack_requeue_false", encoding = "auto" });
        response.EnsureSuccessStatusCode();
        return Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement[]>())!).GetProperty("payload").GetString();
    }

    private async Task<bool> CanConnectAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_server.AmqpUri.Host, _server.AmqpUri.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
