using Detection.Api.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>PostgreSQL ends under a running API, or is away when one starts.</summary>
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

    /// <summary>With the bus in memory too, where the start takes over what the last process left.</summary>
    [PostgresFact]
    public async Task Should_start_without_its_database_and_take_over_when_that_is_there()
    {
        const int away = 1005;
        using var folder = new ScratchFolder();
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        var settings = new TestApiSettings { Postgres = server.ConnectionString("start"), Folder = folder.Path };
        Guid id;
        await using (var before = await TestApi.StartAsync(settings))
            id = await before.SubmitAsync();
        await server.StopAsync();

        await using var api = await TestApi.StartAsync(settings);
        using (var get = await api.Client.GetAsync($"/v1/detections/{id}"))
            await get.AssertProblemAsync(503, "database_unavailable");
        using (var post = await api.PostRawAsync(Pictures.Png()))
            await post.AssertProblemAsync(503, "database_unavailable");
        var handled = api.Bus.Publish(Messages.Completed(Guid.NewGuid())); // Waits for the database and does no harm.
        Assert.Empty(api.Worker.Commands);

        await server.RestartAsync();
        await api.Time.TimerAsync(TimeSpan.FromSeconds(2));
        api.Time.Advance(TimeSpan.FromSeconds(2));

        await api.Worker.ReceivedAsync(id);
        await handled;
        await Eventually.TrueAsync("the event is handled", async () => await api.CountAsync() == 2);
        Assert.Empty(api.Journal.SagaFaults);
        Assert.Single(api.Log.Of(away));
    }
}
