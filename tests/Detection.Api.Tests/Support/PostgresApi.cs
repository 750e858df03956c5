using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Support;

/// <summary>One API on PostgreSQL for all tests of a class; started by the first that runs, since all may skip.</summary>
public sealed class PostgresApi : IAsyncLifetime
{
    private TestApi? _api;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_api is not null)
            await _api.DisposeAsync();
    }

    internal async Task<TestApi> OnAsync(PostgresServer server) =>
        _api ??= await TestApi.StartAsync(new TestApiSettings { Postgres = server.ConnectionString($"api_{Guid.NewGuid():n}") });
}
