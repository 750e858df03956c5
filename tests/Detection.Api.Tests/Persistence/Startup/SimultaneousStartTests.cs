using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Detection.Api.Tests.Persistence.Startup;

/// <summary>Several APIs start at once on one PostgreSQL database: one makes it and its schema, and the others wait for that.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SimultaneousStartTests(PostgresServer server)
{
    private const int Count = 5;

    [PostgresFact]
    public Task Should_make_a_database_that_is_not_there_once() => StartAsync("at_once_empty");

    [PostgresFact]
    public async Task Should_upgrade_an_old_database_once()
    {
        await server.CreateDatabaseAsync("at_once_old");
        await server.ExecuteAsync("at_once_old", OldDatabase.PostgresScript);

        await StartAsync("at_once_old");
    }

    private async Task StartAsync(string database)
    {
        var apis = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(async () =>
        {
            var api = await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString(database) });
            using var answer = await api.Client.GetAsync("/v1/detections");
            answer.EnsureSuccessStatusCode();
            // The migration's patience is not that of the context which the pool hands out next.
            await using var context = await api.OpenAsync();
            Assert.Null(context.Database.GetCommandTimeout());
            return api;
        })));

        foreach (var api in apis)
            await api.DisposeAsync();
    }
}
