using System.Net;
using System.Net.Http.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>A start on PostgreSQL waits for a database that is away, and says what it waits for; it refuses what does not pass.</summary>
public sealed class PostgresStartTests(PostgresServer server, ITestOutputHelper output) : StartTests(output), IClassFixture<PostgresServer>
{
    private const string Away = "cannot be used: Connection refused";

    [PostgresFact]
    public async Task Should_wait_for_a_database_that_is_away()
    {
        await server.StopAsync();
        try
        {
            var api = Start("away");
            await api.LiveAsync();

            await Eventually.TrueAsync("health says why", async () => await api.DatabaseAsync() is { Ok: false, Detail: { } detail } && detail.Contains(Away, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await api.StatusAsync("health/ready"));
            using (var refused = await api.Http.GetAsync(new Uri("v1/detections", UriKind.Relative)))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
                Assert.Equal("database_unavailable", (await refused.Content.ReadFromJsonAsync<ProblemDocument>())!.Code);
            }

            using (var picture = new ByteArrayContent(new DrawnPicture(0).ToPng()))
            using (var refused = await api.Http.PostAsync(new Uri("v1/detections", UriKind.Relative), picture))
                Assert.Equal("database_unavailable", (await refused.Content.ReadFromJsonAsync<ProblemDocument>())!.Code);
            Assert.False(Directory.Exists(Path.Combine(api.Data, "blobs", "images")), "a picture was kept");

            await server.RestartAsync();
            await Eventually.TrueAsync("it is ready", async () => (await api.DatabaseAsync()).Ok);
            Assert.Equal(HttpStatusCode.OK, await api.StatusAsync("v1/detections"));
            Assert.Equal((1, 1), (api.Count(Away), api.Count("Database ready: postgres")));
            await api.StopAsync();
        }
        finally
        {
            await server.RestartAsync();
        }
    }

    [PostgresFact]
    public async Task Should_stop_while_it_waits()
    {
        await server.StopAsync();
        try
        {
            var api = Start("stopped");
            await api.LiveAsync();
            await api.StopAsync();
        }
        finally
        {
            await server.RestartAsync();
        }
    }

    [PostgresFact]
    public async Task Should_refuse_a_wrong_password()
    {
        await server.ExecuteAsync("postgres", "CREATE ROLE guarded LOGIN CREATEDB PASSWORD 'right'");
        await server.DemandPasswordAsync("guarded");

        Assert.Equal(
            $"Database:ConnectionString: PostgreSQL at 127.0.0.1:{server.Port} does not let the user 'guarded' in: password authentication failed for user \"guarded\".",
            await Start("guarded", "Username=guarded;Password=wrong").RefusalAsync());
        await Start("guarded", "Username=guarded;Password=right").LiveAsync();
    }

    /// <summary>What the database would have said at once, had it been there.</summary>
    [PostgresFact]
    public async Task Should_refuse_late_where_the_database_was_away_at_first()
    {
        await server.StopAsync();
        StartedProcess api;
        try
        {
            api = Start("late", "Username=nobody");
            await api.LiveAsync();
        }
        finally
        {
            await server.RestartAsync();
        }

        Assert.Contains("does not let the user 'nobody' in: role \"nobody\" does not exist", await api.RefusalAsync(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Should_refuse_a_missing_database_that_it_may_not_make()
    {
        await server.ExecuteAsync("postgres", "CREATE ROLE plain LOGIN");

        Assert.Equal(
            $"Database:ConnectionString: the user 'plain' may not make or upgrade the database 'missing' at PostgreSQL at 127.0.0.1:{server.Port}: "
                + "permission denied to create database. Let it own the database.",
            await Start("missing", "Username=plain").RefusalAsync());
    }

    private StartedProcess Start(string database, string user = "Username=postgres") => Watched(StartedProcess.Api(
        null, ("Database__Provider", "postgres"), ("Database__ConnectionString", $"Host=127.0.0.1;Port={server.Port};Database={database};{user}")));
}
