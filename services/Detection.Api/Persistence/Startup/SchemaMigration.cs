using Detection.Hosting.Starting;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence.Startup;

/// <summary>Brings a database that answers to this program's schema.</summary>
internal sealed partial class SchemaMigration(ILogger<SchemaMigration> logger)
{
    /// <summary>End of the id of a migration that older programs cannot bear; see services/decisions/0010-migrations.md.</summary>
    public const string Breaking = "_Breaking";

    /// <summary>Runs the migrations that the database lacks.</summary>
    /// <exception cref="StartRefusedException">A newer program has changed the database so that this one cannot use it.</exception>
    public async Task MigrateAsync(DetectionDbContext context, CancellationToken cancellationToken)
    {
        var newer = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(context.Database.GetMigrations()).ToArray();
        if (Array.Find(newer, id => id.EndsWith(Breaking, StringComparison.Ordinal)) is { } breaking)
        {
            throw new StartRefusedException(
                $"The database belongs to a newer version of this program: its migration {breaking} changed it so that this version cannot use it. "
                + "Start the newer version, or restore a backup from before that migration.");
        }

        if (newer.Length > 0)
            LogNewer(logger, string.Join(", ", newer));
        await context.Database.MigrateAsync(cancellationToken);
    }

    [LoggerMessage(1003, LogLevel.Information, "The database has migrations of a newer version, which this version can work with: {Migrations}")]
    private static partial void LogNewer(ILogger logger, string migrations);
}
