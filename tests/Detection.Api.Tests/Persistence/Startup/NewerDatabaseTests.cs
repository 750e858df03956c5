using Detection.Api.Persistence;
using Detection.Api.Persistence.Startup;
using Detection.Api.Tests.Support;
using Detection.Hosting.Starting;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Api.Tests.Persistence.Startup;

/// <summary>A program meets a database that a newer one has upgraded.</summary>
[Collection(PostgresCollection.Name)]
public sealed class NewerDatabaseTests(PostgresServer server) : IDisposable
{
    private const int WorksWithNewer = 1003;

    private readonly ScratchFolder _folder = new();
    private readonly LogSink _log = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _log.Dispose();
    }

    [Fact]
    public Task Should_refuse_only_a_breaking_migration_on_SQLite() => CheckAsync(new DatabaseOptions { SqliteFile = _folder.Of("newer.db") });

    [PostgresFact]
    public Task Should_refuse_only_a_breaking_migration_on_PostgreSQL() =>
        CheckAsync(new DatabaseOptions { Provider = "postgres", ConnectionString = server.ConnectionString("newer") });

    private async Task CheckAsync(DatabaseOptions options)
    {
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var migration = new SchemaMigration(factory.CreateLogger<SchemaMigration>());
        await using var context = TestContexts.Open(options);
        await migration.MigrateAsync(context, CancellationToken.None);

        await AddAsync(context, "9998_AddColour");
        await migration.MigrateAsync(context, CancellationToken.None);
        await _log.SeenAsync(WorksWithNewer);

        await AddAsync(context, "9999_DropReference_Breaking");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => migration.MigrateAsync(context, CancellationToken.None));
        Assert.StartsWith(
            "The database belongs to a newer version of this program: its migration 9999_DropReference_Breaking ", refused.Message, StringComparison.Ordinal);
    }

    private static Task<int> AddAsync(DetectionDbContext context, string id) => context.Database.ExecuteSqlAsync(
        $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({id}, '11.0.0')""");
}
