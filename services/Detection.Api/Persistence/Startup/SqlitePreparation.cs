using System.Data.Common;
using Detection.Hosting.Starting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence.Startup;

/// <summary>Makes a SQLite file ready for use: owned by this process, with a write-ahead log, of this program's schema.</summary>
internal sealed partial class SqlitePreparation(
    SqliteOwner owner,
    IDbContextFactory<SqliteDetectionDbContext> contexts,
    SchemaMigration migration,
    IOptions<DatabaseOptions> options,
    ILogger<SqlitePreparation> logger)
{
    private string Subject => $"Database:SqliteFile is {Path.GetFullPath(options.Value.SqliteFile)}";

    /// <exception cref="StartRefusedException">The file cannot be used; the message says why.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        owner.Own();
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Database.OpenConnectionAsync(cancellationToken);
            var connection = context.Database.GetDbConnection();
            await UseWriteAheadLogAsync(connection, Subject, cancellationToken);
            await RemoveStaleMigrationLockAsync(connection, cancellationToken);
            await migration.MigrateAsync(context, cancellationToken);
        }
        catch (Exception e) when (SqliteFault.Find(e) is { } fault)
        {
            throw new StartRefusedException($"{Subject}, which cannot be used: {SqliteFault.Explain(fault, options.Value.SqliteFile)}", e);
        }
    }

    /// <summary>Has SQLite keep a write-ahead log, so that readers do not wait for the writer. SQLite answers the mode that it has chosen.</summary>
    internal static async Task UseWriteAheadLogAsync(DbConnection connection, string subject, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        var mode = await command.ExecuteScalarAsync(cancellationToken) as string;
        if (mode != "wal")
        {
            throw new StartRefusedException(
                $"{subject}, where SQLite cannot keep a write-ahead log: the journal mode stays '{mode}'. "
                + "Choose a file on a local disk (DATA sets it, too), or use PostgreSQL.");
        }
    }

    // EF Core keeps its migration lock in a row, which outlives a process that is killed while it migrates; the next start
    // would wait for it forever. This process owns the file, so no other one can be at it.
    private async Task RemoveStaleMigrationLockAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var find = connection.CreateCommand();
        find.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
        if (await find.ExecuteScalarAsync(cancellationToken) is not > 0L)
            return;

        await using var remove = connection.CreateCommand();
        remove.CommandText = """DELETE FROM "__EFMigrationsLock" RETURNING "Timestamp" """;
        if (await remove.ExecuteScalarAsync(cancellationToken) is { } since)
            LogStaleLock(logger, since.ToString());
    }

    [LoggerMessage(1004, LogLevel.Warning, "Removed the migration lock of {Since}: the process that took it was killed while it migrated the database")]
    private static partial void LogStaleLock(ILogger logger, string? since);
}
