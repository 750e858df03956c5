using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Detection.Api.Tests.Persistence;

public sealed class WriteAheadLogTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Database => _folder.Of("detection.db");

    [Fact]
    public async Task Should_find_the_log_of_a_database_in_use_and_leave_its_locks_alone()
    {
        await using var writer = Open();
        await writer.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
        await writer.Database.ExecuteSqlRawAsync("CREATE TABLE t (x INTEGER)");
        await using var transaction = await writer.Database.BeginTransactionAsync();
        await writer.Database.ExecuteSqlRawAsync("INSERT INTO t VALUES (1)");
        Assert.True(File.Exists(Database + "-wal"));

        new WriteAheadLog(Database).Flush();

        // The writer still holds its lock: another one is kept out.
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False;Default Timeout=1");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES (2)";
        Assert.Equal(5, (await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync())).SqliteErrorCode);
        await transaction.CommitAsync();
    }

    [Fact]
    public void Should_have_nothing_to_do_where_no_connection_is_open() => new WriteAheadLog(Database).Flush();

    [Fact]
    public void Should_say_so_where_the_disk_refuses()
    {
        Directory.CreateDirectory(Database + "-wal");

        var fault = Assert.Throws<SqliteException>(() => new WriteAheadLog(Database).Flush());

        Assert.True(DatabaseFault.MayPass(fault));
        Assert.Contains("-wal cannot be flushed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_leave_the_flush_to_us_on_every_connection()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var context = Open();
            await context.Database.OpenConnectionAsync();
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA synchronous";
            Assert.Equal(1L, await command.ExecuteScalarAsync());
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private DetectionDbContext Open() => TestContexts.OpenSqlite(Database);
}
