using Detection.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence;

/// <summary>Brings the database to the newest schema before anything else of the host starts.</summary>
internal sealed partial class DatabaseMigration(
    IDbContextFactory<DetectionDbContext> contexts,
    IOptions<DatabaseOptions> options,
    ILogger<DatabaseMigration> logger) : StartupStep
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsSqlite)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Value.SqliteFile))!);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // WAL is a property of the file: readers do not wait for the writer.
        if (options.Value.IsSqlite)
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        LogReady(logger, options.Value.Provider);
    }

    [LoggerMessage(1001, LogLevel.Information, "Database ready: {Provider}")]
    private static partial void LogReady(ILogger logger, string provider);
}
