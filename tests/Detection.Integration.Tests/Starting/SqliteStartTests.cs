using Detection.Integration.Tests.Support;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Starting;

/// <summary>A start on SQLite comes up, or says in one sentence why not.</summary>
public sealed class SqliteStartTests(ITestOutputHelper output) : StartTests(output)
{
    private const string StaleLock = "Removed the migration lock of 2026-01-01";

    [Fact]
    public async Task Should_refuse_a_second_process_on_the_file_and_take_over_after_a_kill()
    {
        using var data = new DataFolder();
        var first = Watched(StartedProcess.Api(data.Path));
        await first.LiveAsync();

        var refusal = await Watched(StartedProcess.Api(data.Path)).RefusalAsync();
        Assert.StartsWith(
            $"Database:SqliteFile is {Path.Combine(data.Path, "detection.db")}, which process {first.Id} uses already.", refusal, StringComparison.Ordinal);

        await first.KillAsync();
        var third = Watched(StartedProcess.Api(data.Path));
        await third.LiveAsync();
        await third.StopAsync();
    }

    [Fact]
    public async Task Should_remove_the_lock_that_a_process_left_which_was_killed_while_it_migrated()
    {
        using var data = new DataFolder();
        await ExecuteAsync(data, OldDatabase.SqliteScript);
        // As EF Core makes it, and leaves it when it is killed.
        await ExecuteAsync(data, """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01');
            """);

        var api = Watched(StartedProcess.Api(data.Path));
        await api.LiveAsync();

        Assert.Equal(1, api.Count(StaleLock));
        Assert.Equal((true, null), await api.DatabaseAsync());
        await api.StopAsync();
        var next = Watched(StartedProcess.Api(data.Path));
        await next.LiveAsync();
        Assert.Equal(0, next.Count(StaleLock));
    }

    [Fact]
    public async Task Should_refuse_a_database_that_a_newer_program_has_changed_for_good()
    {
        using var data = new DataFolder();
        await ExecuteAsync(data, $"{OldDatabase.SqliteScript} INSERT INTO \"__EFMigrationsHistory\" VALUES ('9999_DropReference_Breaking', '11.0.0')");

        Assert.StartsWith(
            "The database belongs to a newer version of this program: its migration 9999_DropReference_Breaking ",
            await Watched(StartedProcess.Api(data.Path)).RefusalAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_file_that_is_no_database()
    {
        using var data = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "detection.db"), new string('x', 10_000));

        Assert.EndsWith("which cannot be used: it is no SQLite database.", await Watched(StartedProcess.Api(data.Path)).RefusalAsync(), StringComparison.Ordinal);
    }

    /// <summary>From no room at all to room for a part of what a start writes.</summary>
    [SmallDiskTheory]
    [InlineData(4, 4)]
    [InlineData(64, 60)]
    [InlineData(64, 24)]
    [InlineData(128, 48)]
    public async Task Should_say_that_the_disk_is_full(int room, int taken)
    {
        using var disk = SmallDisk.Mount(room);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "others"), new byte[taken * 1024]);
        var api = Watched(StartedProcess.Api(disk.Path));

        Assert.Matches("^Database:SqliteFile is .*(the disk is full\\.|No space left on device)", await api.RefusalAsync());
    }

    private static async Task ExecuteAsync(DataFolder data, string statements)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "detection.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync();
    }
}
