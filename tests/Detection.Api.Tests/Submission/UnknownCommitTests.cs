using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Detection.Api.Tests.Submission;

/// <summary>A commit whose outcome nobody knows: the sender gets the id, and nothing is taken away that may be there.</summary>
[Collection(PostgresCollection.Name)]
public sealed class UnknownCommitTests(PostgresServer server)
{
    [Fact]
    public async Task Should_tell_the_id_where_the_disk_refuses_the_flush()
    {
        await using var api = await TestApi.StartAsync(new TestApiSettings
        {
            Configure = builder => builder.Services.AddSingleton(new WriteGate(() => throw new SqliteException("disk I/O error", 10))),
        });

        var id = await AssertUnknownAsync(api);

        Assert.NotNull(await api.FindAsync(id));
        Assert.Single(api.Blobs());
        Assert.Empty(api.Worker.Commands);
    }

    /// <summary>The connection breaks after the database has the row, or before.</summary>
    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_tell_the_id_where_the_connection_breaks_in_the_commit(bool committed)
    {
        await using var proxy = new CuttingProxy(server.Port);
        var connection = server.ConnectionString($"cut_{Guid.NewGuid():n}").Replace($"Port={server.Port}", $"Port={proxy.Port}", StringComparison.Ordinal);
        await using var api = await TestApi.StartAsync(new TestApiSettings { Postgres = connection });
        await api.Worker.ReceivedAsync(await api.SubmitAsync());

        proxy.CutAt("INSERT INTO detections", forward: committed);
        var id = await AssertUnknownAsync(api);

        Assert.True(proxy.HasCut);
        Assert.Equal(committed, await api.FindAsync(id) is not null);
        Assert.Equal(2, api.Blobs().Length);
        Assert.Single(api.Worker.Commands);
    }

    /// <summary>A server that has shut down says so, or refuses the connection: nothing was stored, and nothing is kept.</summary>
    [PostgresFact]
    public async Task Should_keep_nothing_where_the_server_is_away()
    {
        await using var own = new PostgresServer();
        await own.InitializeAsync();
        await using var api = await TestApi.StartAsync(new TestApiSettings { Postgres = own.ConnectionString("away") });
        var kept = await api.SubmitAsync();
        await api.Worker.ReceivedAsync(kept);
        var before = api.Blobs();

        await own.DisposeAsync();

        for (var i = 0; i < 20; i++)
        {
            using var post = await api.PostRawAsync(Pictures.Png());
            await post.AssertProblemAsync(503, "database_unavailable");
            Assert.False((await post.JsonAsync()).TryGetProperty("id", out _));
        }

        Assert.Equal(before, api.Blobs());
    }

    private static async Task<Guid> AssertUnknownAsync(TestApi api)
    {
        using var response = await api.PostRawAsync(Pictures.Png());
        var detail = await response.AssertProblemAsync(503, "database_unavailable");
        var id = (await response.JsonAsync()).GetProperty("id").GetGuid();
        Assert.Contains($"Look it up at /v1/detections/{id} before", detail, StringComparison.Ordinal);
        return id;
    }
}
