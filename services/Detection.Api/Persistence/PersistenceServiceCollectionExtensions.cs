using Detection.Hosting.Options;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence;

/// <summary>Registers the database.</summary>
internal static class PersistenceServiceCollectionExtensions
{
    private static readonly SynchronousNormal _synchronous = new();

    public static IServiceCollection AddDetectionPersistence(this IServiceCollection services)
    {
        // Here, because no service runs yet: the worker's services load OpenCV.
        SqliteLibrary.Load();
        services.AddCheckedOptions<DatabaseOptions, DatabaseOptionRules>();
        services.AddSingleton(provider => new WriteGate(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        // A context of its own takes EF Core longer to make than a saga's turn takes the database.
        services.AddPooledDbContextFactory<DetectionDbContext>((provider, context) =>
            context.UseDetectionDatabase(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SqliteLibraryCheck>(provider, (Func<string?>)SqliteLibrary.Load));
        services.AddHostedService<DatabaseMigration>();
        return services;
    }

    public static void UseDetectionDatabase(this DbContextOptionsBuilder context, DatabaseOptions options)
    {
        // Migrations are written by hand for both databases; there is no scaffolded snapshot to compare with.
        // A test compares the migrated schema with the model instead.
        context.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        if (!options.IsSqlite)
        {
            context.UseNpgsql(options.ConnectionString);
            return;
        }

        SqliteLibrary.Load();
        context.UseSqlite(SqliteConnectionString(options.SqliteFile)).AddInterceptors(_synchronous);
    }

    private static string SqliteConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(file),
        DefaultTimeout = 30,
        Pooling = true,
    }.ToString();
}
