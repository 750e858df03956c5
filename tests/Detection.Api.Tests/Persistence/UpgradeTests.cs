using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>A filled database of the program before 0002 becomes one of this program, and loses nothing.</summary>
[Collection(PostgresCollection.Name)]
public sealed class UpgradeTests(PostgresServer server) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Should_upgrade_a_filled_database_on_SQLite()
    {
        await MakeOldSqliteAsync(_folder.Of("old.db"));
        await UpgradeAsync(new DatabaseOptions { SqliteFile = _folder.Of("old.db") });
    }

    [PostgresFact]
    public async Task Should_upgrade_a_filled_database_on_PostgreSQL()
    {
        await server.CreateDatabaseAsync("old");
        await using (var connection = new NpgsqlConnection(server.ConnectionString("old")))
        {
            await connection.OpenAsync();
            await using var fill = new NpgsqlCommand(OldDatabase.PostgresScript, connection);
            await fill.ExecuteNonQueryAsync();
        }

        await UpgradeAsync(new DatabaseOptions { Provider = "postgres", ConnectionString = server.ConnectionString("old") });
    }

    [Fact]
    public async Task Should_serve_what_was_in_it()
    {
        await MakeOldSqliteAsync(_folder.Of("detection.db"));

        await using var api = await TestApi.StartAsync(new TestApiSettings { Folder = _folder.Path });

        var listed = await api.GetJsonAsync("/v1/detections?limit=50");
        Assert.Equal(OldDatabase.Ids.Reverse(), listed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
        var completed = await api.GetJsonAsync($"/v1/detections/{OldDatabase.Ids[3]}");
        Assert.Equal("bus", completed.GetProperty("detections")[0].GetProperty("label").GetString());
    }

    private static async Task MakeOldSqliteAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var fill = connection.CreateCommand();
        fill.CommandText = OldDatabase.SqliteScript;
        await fill.ExecuteNonQueryAsync();
    }

    private static async Task UpgradeAsync(DatabaseOptions options)
    {
        await using var context = TestContexts.Open(options);
        await context.Database.MigrateAsync();

        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        var rows = await context.Detections.OrderBy(d => d.SortKey).ToListAsync();
        Assert.Equal(OldDatabase.Ids, rows.Select(row => row.CorrelationId));
        Assert.Equal(
            [DetectionStates.Queued, DetectionStates.Queued, DetectionStates.Processing, DetectionStates.Completed, DetectionStates.Failed, DetectionStates.Processing],
            rows.Select(row => row.CurrentState));
        // The first was Submitted: its command is still to be published. Those that have ended need none.
        Assert.Equal(
            [null, rows[1].QueuedAt, rows[2].QueuedAt, null, null, rows[5].QueuedAt],
            rows.Select(row => row.ConfirmedAt));
        Assert.All(rows, row => Assert.Equal((null, null), (row.LeaseUntil, row.RepublishedAt)));
        AssertNothingLost(rows);
    }

    private static void AssertNothingLost(List<DetectionState> rows)
    {
        var queued = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Assert.All(rows[..5], row => Assert.Equal(
            ("camera 7, Straße 3", "yolov8n", 0.4, 20), (row.Reference, row.Options?.Model, row.Options?.Confidence, row.Options?.MaxDetections)));
        Assert.Equal(Enumerable.Range(1, 6).Select(second => queued.AddSeconds(second)), rows.Select(row => row.QueuedAt));
        Assert.Equal([1, 2, 3, 4, 5, 0], rows.Select(row => row.Version));
        Assert.Equal(("host-4711", 1), (rows[2].Worker, rows[2].Recoveries));

        var completed = rows[3];
        Assert.Equal((810, 1080, "yolov8n", "CPU"), (completed.ImageWidth, completed.ImageHeight, completed.Model, completed.Provider));
        Assert.Equal(completed.QueuedAt.AddSeconds(1.286), completed.FinishedAt);
        Assert.Equal(new BoundingBox { X = 22.87, Y = 231.28, Width = 782.17, Height = 525.5 }, Assert.Single(completed.Detections!).Box);
        Assert.Equal((78.61, 1), (completed.Stages?.Total, completed.Stages?.BatchSize));
        Assert.EndsWith(".jpg", completed.AnnotatedBlob, StringComparison.Ordinal);
        Assert.Equal(("image_corrupt", "The picture's data is damaged.", false), (rows[4].ErrorCode, rows[4].ErrorMessage, rows[4].ErrorRetryable));
    }
}
