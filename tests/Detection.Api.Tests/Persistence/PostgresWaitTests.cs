using Detection.Api.Tests.Support;
using Detection.Api.Waiting;
using Detection.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>Two APIs on one PostgreSQL database: one has the request that waits, the other one handles the end.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresWaitTests(PostgresServer server) : IAsyncLifetime
{
    private const int ListenerLost = 1121;
    private const int ListenerBack = 1122;

    private TestApi? _waiting;
    private TestApi? _finishing;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var api in new[] { _waiting, _finishing }.OfType<TestApi>())
            await api.DisposeAsync();
    }

    /// <summary>Neither clock moves: nothing but the other's notification can end the wait.</summary>
    [PostgresFact]
    public async Task Should_answer_when_another_process_handles_the_end()
    {
        var (waiting, finishing) = await StartAsync("wait");
        var id = await waiting.SubmitAsync();
        var answer = waiting.GetJsonAsync($"/v1/detections/{id}?wait=30");
        await waiting.Time.TimerAsync(TimeSpan.FromSeconds(30));

        await finishing.PublishAsync(Messages.Completed(id));

        Assert.Equal("Completed", (await answer.WaitAsync(Eventually.Patience)).GetProperty("status").GetString());
    }

    [PostgresFact]
    public async Task Should_answer_all_of_many_ends_at_once()
    {
        var (waiting, finishing) = await StartAsync("many");
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => waiting.SubmitAsync()));
        var answers = ids.Select(id => waiting.GetJsonAsync($"/v1/detections/{id}?wait=30")).ToArray();
        var waiters = waiting.Services.GetRequiredService<DetectionWaiters>();
        await Eventually.TrueAsync("all wait", () => waiters.Count == ids.Length);

        await Task.WhenAll(ids.Select(id => finishing.PublishAsync(Messages.Completed(id))));

        Assert.All(await Task.WhenAll(answers).WaitAsync(Eventually.Patience), answer => Assert.Equal("Completed", answer.GetProperty("status").GetString()));
    }

    [PostgresFact]
    public async Task Should_read_again_when_the_connection_that_listens_is_back()
    {
        var (waiting, finishing) = await StartAsync("reconnect");
        var id = await waiting.SubmitAsync();
        var answer = waiting.GetJsonAsync($"/v1/detections/{id}?wait=30");
        await waiting.Time.TimerAsync(TimeSpan.FromSeconds(30));

        await server.ExecuteAsync("reconnect", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
        await waiting.Log.SeenAsync(ListenerLost);
        await finishing.PublishAsync(Messages.Completed(id)); // Nobody hears of it: the waiting API has not connected again.
        waiting.Time.Advance(TimeSpan.FromSeconds(1));

        await waiting.Log.SeenAsync(ListenerBack);
        Assert.Equal("Completed", (await answer.WaitAsync(Eventually.Patience)).GetProperty("status").GetString());
        Assert.Single(waiting.Log.Of(ListenerLost));
    }

    private async Task<(TestApi Waiting, TestApi Finishing)> StartAsync(string database)
    {
        _waiting = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString(database) });
        _finishing = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString(database) });
        await Eventually.TrueAsync("both listen", async () => (await server.ExecuteAsync(
            database, $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND query LIKE 'LISTEN %'")).Trim() == "2");
        return (_waiting, _finishing);
    }
}
