using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests;

/// <summary>A local broker of an earlier version had the user guest and no credentials file; it goes on with a user of its own.</summary>
public sealed class EarlierBrokerTests(RabbitMqServer server) : IClassFixture<RabbitMqServer>
{
    private const string Host = "of-another-program";

    private string CredentialsFile => Path.Combine(server.Home, "credentials");

    [RabbitMqFact]
    public async Task Should_keep_queues_and_virtual_hosts_and_lose_guest()
    {
        await MakeEarlierAsync();
        using (var guest = server.CreateManagementClient())
            (await guest.PutAsJsonAsync($"api/queues/{Host}/kept", new { durable = true })).EnsureSuccessStatusCode();
        await server.KillAsync();
        File.Delete(CredentialsFile);

        await server.RestartAsync();

        Assert.StartsWith("detection:", await File.ReadAllTextAsync(CredentialsFile), StringComparison.Ordinal);
        using var management = server.CreateManagementClient();
        using (var kept = await management.GetAsync(new Uri($"api/queues/{Host}/kept", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        var users = await management.GetFromJsonAsync<JsonElement[]>("api/users");
        Assert.Equal(["detection"], users!.Select(user => user.GetProperty("name").GetString()));
        var hosts = await management.GetFromJsonAsync<JsonElement[]>("api/users/detection/permissions");
        Assert.Equal(["/", Host], hosts!.Select(host => host.GetProperty("vhost").GetString()).Order(StringComparer.Ordinal));
    }

    private async Task MakeEarlierAsync()
    {
        await server.ControlAsync("add_vhost", Host);
        await server.ControlAsync("add_user", "guest", "guest");
        await server.ControlAsync("set_user_tags", "guest", "administrator");
        foreach (var host in new[] { "/", Host })
            await server.ControlAsync("set_permissions", "-p", host, "guest", ".*", ".*", ".*");
        await server.ControlAsync("delete_user", server.User);
        await File.WriteAllTextAsync(CredentialsFile, "guest:guest");
    }
}
