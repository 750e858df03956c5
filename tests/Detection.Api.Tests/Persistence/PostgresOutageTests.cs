using Detection.Api.Tests.Support;
using Detection.Testing;

namespace Detection.Api.Tests.Persistence;

/// <summary>PostgreSQL ends under a running API.</summary>
public sealed class PostgresOutageTests
{
    [PostgresFact]
    public async Task Should_outlive_its_database()
    {
        const int postponed = 1113;
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var api = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString("outage") });
        var id = await api.SubmitAsync();
        await api.Time.TimerAsync(TimeSpan.FromSeconds(15));

        await server.DisposeAsync();

        using (var get = await api.Client.GetAsync($"/v1/detections/{id}"))
            await get.AssertProblemAsync(503, "database_unavailable");
        using (var post = await api.PostRawAsync(Pictures.Png()))
            await post.AssertProblemAsync(503, "database_unavailable");
        for (var sweep = 1; sweep <= 2; sweep++)
        {
            api.Time.Advance(TimeSpan.FromSeconds(15));
            await api.Log.SeenAsync(postponed, sweep);
        }

        using var live = await api.Client.GetAsync("/health/live");
        live.EnsureSuccessStatusCode();
    }
}
