using Detection.Integration.Tests.Support;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>A process is killed in the middle of a migration on SQLite, of a table that takes it a while.</summary>
public sealed class KilledMigrationTests(ITestOutputHelper output) : StartTests(output), IDisposable
{
    private const int Rows = 300_000;

    private const string Fill = """
        WITH RECURSIVE number(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM number WHERE n < 100 + $rows - 1)
        INSERT INTO detections ("CorrelationId", "CurrentState", "Version", "SortKey", "Recoveries", "QueuedAt")
        SELECT printf('019B7C5A-0000-7000-8000-%012d', n), 'Queued', 0, printf('08de49ab974f9700-%032d', n), 0, 639029198460000000 FROM number
        """;

    private readonly DataFolder _data = new();

    private string Database => Path.Combine(_data.Path, "detection.db");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Should_finish_it_at_the_next_start()
    {
        await ExecuteAsync(OldDatabase.SqliteScript);
        await ExecuteAsync(Fill);

        var killed = Watched(StartedProcess.Api(_data.Path));
        await Eventually.TrueAsync("it migrates", async () => await ReadAsync("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'") == 1
            && await ReadAsync("SELECT count(*) FROM \"__EFMigrationsLock\"") == 1);
        await killed.KillAsync();
        Assert.Equal(0, killed.Count("Database ready"));

        var next = Watched(StartedProcess.Api(_data.Path));
        await next.LiveAsync();

        Assert.Equal(1, next.Count("Removed the migration lock of "));
        Assert.Equal(Rows + 6, await ReadAsync("SELECT count(*) FROM detections"));
        Assert.Equal(Rows + 1, await ReadAsync("SELECT count(*) FROM detections WHERE \"ConfirmedAt\" = \"QueuedAt\" AND \"CurrentState\" = 'Queued'"));
        Assert.Equal(2, await ReadAsync("SELECT count(*) FROM \"__EFMigrationsHistory\""));
    }

    private async Task ExecuteAsync(string statements)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.Parameters.AddWithValue("$rows", Rows);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> ReadAsync(string query)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
