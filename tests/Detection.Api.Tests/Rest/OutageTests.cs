using System.Net;
using Detection.Api.Tests.Support;
using Detection.Hosting.Bus;
using Detection.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>The broker, the storage or the database is away: 503 with Retry-After, /health/ready says which, and nothing is kept.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const int Refused = 1302;
    private static readonly TimeSpan Confirm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(15);

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

    /// <summary>What the broker confirms late or never is detected all the same, so a client must not hear that it was refused.</summary>
    [Fact]
    public async Task Should_accept_what_the_broker_does_not_confirm_in_time_and_send_it_again()
    {
        Guid id;
        using (var silence = new SilentBroker())
        using (_api.Bus.ConnectSendObserver(silence))
        {
            await _api.Time.TimerAsync(Sweep);
            var post = _api.PostRawAsync(Pictures.Png());
            await silence.Asked;
            await _api.Time.TimerAsync(Confirm);
            _api.Time.Advance(Confirm);

            using var response = await post;
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            id = (await response.JsonAsync()).GetProperty("id").GetGuid();
        }

        Assert.Equal(1, await _api.CountAsync());
        Assert.Empty(_api.Worker.Commands);
        await _api.Time.TimerAsync(Gathering);
        _api.Time.Advance(Gathering);
        await Eventually.TrueAsync("the lease is given up", async () => (await _api.FindAsync(id))!.LeaseUntil is null);
        _api.Time.Advance(Sweep);

        await _api.Worker.ReceivedAsync(id);
        Assert.Equal(1, await _api.CountAsync());
    }

    /// <summary>The broker may go away while a picture comes in.</summary>
    [Fact]
    public async Task Should_keep_nothing_when_the_broker_goes_away_before_the_row_is_written()
    {
        using var content = new PausedContent(Pictures.Png(length: 600_000), after: 300_000);
        var post = _api.Client.PostAsync(Http.Submissions, content);
        await Eventually.TrueAsync("the picture is being stored", () => _api.Blobs().Length == 1);

        _api.Broker.Report(BrokerState.Blocked, "The broker holds publishers back.");
        content.Go();

        using var response = await post;
        await response.AssertProblemAsync(503, "broker_unavailable");
        Assert.Equal(0, await _api.CountAsync());
        Assert.Empty(_api.Blobs());
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

        var before = _api.Blobs();
        for (var i = 0; i < 10; i++)
        {
            using var post = await _api.PostRawAsync(Pictures.Png());
            await post.AssertProblemAsync(503, "database_unavailable");
            Assert.False((await post.JsonAsync()).TryGetProperty("id", out _));
        }

        Assert.Equal(before, _api.Blobs());
        AssertLogged(10, "POST /v1/detections refused: 503 database_unavailable: ");
        Assert.All(_api.Log.Of(Refused), line => Assert.Contains("no such table", line, StringComparison.Ordinal));
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
        AssertLogged(2, $"POST /v1/detections refused: 503 {code}: ");
    }

    // A line for each, which says why; no stack trace.
    private void AssertLogged(int times, string start)
    {
        var lines = _api.Log.Of(Refused);
        Assert.Equal(times, lines.Count(line => line.StartsWith(start, StringComparison.Ordinal) && line.Length > start.Length));
        Assert.Empty(_api.Log.Exceptions);
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
