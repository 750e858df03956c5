using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>The migrations make what the model says, on both databases.</summary>
[Collection(PostgresCollection.Name)]
public sealed class MigrationTests(PostgresServer server) : IDisposable
{
    private const string SqliteSchema = """
        SELECT 'column ' || name || ' ' || type || ' null=' || (1 - "notnull") || ' key=' || pk || ' default=' || coalesce(dflt_value, '-') AS "Value" FROM pragma_table_info('detections')
        UNION ALL
        SELECT 'index ' || l.name || ' unique=' || l."unique" || ' ' || i.seqno || ':' || i.name FROM pragma_index_list('detections') l, pragma_index_info(l.name) i
        """;

    private const string PostgresSchema = """
        SELECT concat_ws(' ', 'column', column_name, data_type, character_maximum_length, is_nullable, column_default) AS "Value" FROM information_schema.columns WHERE table_name = 'detections'
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE tablename = 'detections'
        UNION ALL
        SELECT concat_ws(' ', conname, contype) FROM pg_constraint WHERE conrelid = 'detections'::regclass AND contype <> 'n'
        """;

    private readonly string _folder = TestApi.NewFolder();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        FolderRemoval.Remove(_folder);
    }

    [Fact]
    public Task Should_make_the_model_s_schema_on_SQLite() => CompareAsync(
        name => new DatabaseOptions { SqliteFile = Path.Combine(_folder, name) }, SqliteSchema);

    [PostgresFact]
    public Task Should_make_the_model_s_schema_on_PostgreSQL() => CompareAsync(
        name => new DatabaseOptions { Provider = "postgres", ConnectionString = server.ConnectionString(name) }, PostgresSchema);

    /// <summary>A change of the model without 'make migration' fails here; neither database is asked.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Should_leave_no_change_of_the_model_pending(string provider)
    {
        using var context = Open(new DatabaseOptions { Provider = provider, SqliteFile = Path.Combine(_folder, "none"), ConnectionString = "Host=127.0.0.1" });

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public Task Should_go_back_down_on_SQLite() => GoDownAsync(new DatabaseOptions { SqliteFile = Path.Combine(_folder, "down") }, SqliteSchema);

    [PostgresFact]
    public Task Should_go_back_down_on_PostgreSQL() =>
        GoDownAsync(new DatabaseOptions { Provider = "postgres", ConnectionString = server.ConnectionString("down") }, "SELECT tablename AS \"Value\" FROM pg_tables WHERE tablename = 'detections'");

    private static async Task GoDownAsync(DatabaseOptions options, string schema)
    {
        await using var context = Open(options);
        await context.Database.MigrateAsync();
        await context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);

        Assert.Empty(await context.Database.SqlQueryRaw<string>(schema).ToListAsync());
    }

    private static async Task CompareAsync(Func<string, DatabaseOptions> options, string schema)
    {
        await using var migrated = Open(options("migrated"));
        await migrated.Database.MigrateAsync();
        await using var created = Open(options("created"));
        await created.Database.EnsureCreatedAsync();

        var expected = await created.Database.SqlQueryRaw<string>(schema).ToListAsync();
        Assert.True(expected.Count > 20, "the query found the columns");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await migrated.Database.SqlQueryRaw<string>(schema).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(await migrated.Database.GetPendingMigrationsAsync());
    }

    private static DetectionDbContext Open(DatabaseOptions options) => TestContexts.Open(options);
}
