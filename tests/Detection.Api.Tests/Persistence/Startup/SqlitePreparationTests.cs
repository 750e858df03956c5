using Detection.Api.Persistence.Startup;
using Detection.Hosting.Starting;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Detection.Api.Tests.Persistence.Startup;

/// <summary>Where SQLite cannot do what it is asked for.</summary>
public sealed class SqlitePreparationTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>As on a file system without shared memory: SQLite says no word and keeps its old journal.</summary>
    [Fact]
    public async Task Should_refuse_a_file_without_a_write_ahead_log()
    {
        await using var connection = new SqliteConnection($"Data Source=file:{_folder.Of("no-wal.db")}?vfs=unix-none;Pooling=False");
        await connection.OpenAsync();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            SqlitePreparation.UseWriteAheadLogAsync(connection, "Database:SqliteFile is no-wal.db", CancellationToken.None));

        Assert.StartsWith(
            "Database:SqliteFile is no-wal.db, where SQLite cannot keep a write-ahead log: the journal mode stays 'delete'.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, "the disk is full.")]
    [InlineData(8, "this user may not write it.")]
    [InlineData(26, "it is no SQLite database.")]
    [InlineData(1, "SQLite's own words")]
    public void Should_say_in_words_what_is_wrong(int code, string words) =>
        Assert.Equal(words, SqliteFault.Explain(new SqliteException("SQLite's own words", code), _folder.Of("detection.db")));
}
