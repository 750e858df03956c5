using Detection.Api.Tests.Support;
using Detection.Hosting.Bus;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>The broker, the storage or the database is away: 503 with Retry-After, /health/ready says which, and nothing is kept.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Should_accept_nothing_while_the_broker_is_away()
    {
        _api.Broker.Report(BrokerState.Away, "The broker is away: Connection refused.");

        await AssertRefusedAsync("broker_unavailable");
        Assert.Empty(_api.Blobs());
        await AssertUnavailableAsync("broker");
    }

    [Fact]
    public async Task Should_withdraw_what_the_broker_does_not_confirm()
    {
        using var silence = new SilentBroker();
        using var connection = _api.Bus.ConnectSendObserver(silence);
        var post = _api.PostRawAsync(Pictures.Png());
        await silence.Asked;
        Assert.Equal(1, await _api.CountAsync());

        await _api.Time.TimerAsync(TimeSpan.FromSeconds(5));
        _api.Time.Advance(TimeSpan.FromSeconds(5));

        using var response = await post;
        await response.AssertProblemAsync(503, "broker_unavailable");
        Assert.Equal(0, await _api.CountAsync());
    }

    [Fact]
    public async Task Should_accept_nothing_while_the_storage_is_away()
    {
        await File.WriteAllTextAsync(_api.BlobFolder, "a file where a folder should be");

        await AssertRefusedAsync("storage_unavailable");
        await AssertUnavailableAsync("storage");
    }

    [Fact]
    public async Task Should_tell_a_picture_that_is_gone_from_a_storage_that_is_away()
    {
        var id = await _api.SubmitAsync();
        File.Delete(Assert.Single(_api.Blobs()));
        using (var gone = await _api.Client.GetAsync($"/v1/detections/{id}/image"))
            await gone.AssertProblemAsync(404, "not_found");

        Directory.Delete(_api.BlobFolder, recursive: true);
        using (var away = await _api.Client.GetAsync($"/v1/detections/{id}/image"))
            await away.AssertProblemAsync(503, "storage_unavailable");
    }

    [Fact]
    public async Task Should_accept_nothing_while_the_database_is_away()
    {
        var id = await _api.SubmitAsync();
        await using (var context = await _api.OpenAsync())
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE detections RENAME TO away");

        using (var post = await _api.PostRawAsync(Pictures.Png()))
            await post.AssertProblemAsync(503, "database_unavailable");
        foreach (var path in new[] { $"/v1/detections/{id}", $"/v1/detections/{id}?wait=60", $"/v1/detections/{id}/image", "/v1/detections", $"/result/{id}" })
        {
            using var response = await _api.Client.GetAsync(path);
            await response.AssertProblemAsync(503, "database_unavailable");
        }

        await AssertUnavailableAsync("database");
        using var live = await _api.Client.GetAsync("/health/live");
        Assert.True(live.IsSuccessStatusCode);
    }

    private async Task AssertRefusedAsync(string code)
    {
        using (var post = await _api.PostRawAsync(Pictures.Png()))
            await post.AssertProblemAsync(503, code);
        using (var post = await _api.PostFormAsync(("file", Pictures.Png())))
            await post.AssertProblemAsync(503, code);
        Assert.Equal(0, await _api.CountAsync());
        Assert.Empty(_api.Worker.Commands);
    }

    private async Task AssertUnavailableAsync(string check)
    {
        using var response = await _api.Client.GetAsync("/health/ready");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        var health = await response.JsonAsync();
        Assert.Equal("unavailable", health.GetProperty("status").GetString());
        foreach (var name in new[] { "broker", "database", "storage" })
            Assert.Equal(name != check, health.GetProperty("checks").GetProperty(name).GetProperty("ok").GetBoolean());
        Assert.NotEmpty(health.GetProperty("checks").GetProperty(check).GetProperty("detail").GetString()!);
    }
}
