using Detection.Api.Persistence.Startup;
using Detection.Hosting.Options;
using Detection.Hosting.Starting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.TryAddSingleton<LateRefusal>();
        services.AddSingleton<DatabaseReadiness>();
        services.AddDetectionContexts();
        services.AddSingleton<DamagedRows>();
        services.AddSingleton<DetectionStore>();
        services.AddSingleton<CommandLeases>();
        services.AddSingleton<BlobReferences>();
        services.AddSingleton<SqliteOwner>();
        services.AddSingleton<IStartCheck>(provider => provider.GetRequiredService<SqliteOwner>());
        services.AddSingleton<SchemaMigration>();
        services.AddSingleton<SqlitePreparation>();
        services.AddSingleton<PostgresPreparation>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SqliteLibraryCheck>(provider, (Func<string?>)SqliteLibrary.Load));
        services.AddHostedService<DatabaseStartup>();
        return services;
    }

    /// <summary>Makes a context use SQLite in a file.</summary>
    public static void UseDetectionSqlite(this DbContextOptionsBuilder context, string file)
    {
        SqliteLibrary.Load();
        context.UseSqlite(SqliteConnectionString(file)).AddInterceptors(_synchronous);
    }

    /// <summary>Makes a context use PostgreSQL.</summary>
    public static void UseDetectionPostgres(this DbContextOptionsBuilder context, string connectionString) =>
        context.UseNpgsql(connectionString);

    private static void AddDetectionContexts(this IServiceCollection services)
    {
        // Pooled: making a context takes EF Core longer than the database takes for a saga's message. Only the pool of the
        // configured provider is ever made.
        services.AddPooledDbContextFactory<SqliteDetectionDbContext>((provider, context) =>
            context.UseDetectionSqlite(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.SqliteFile));
        services.AddPooledDbContextFactory<PostgresDetectionDbContext>((provider, context) =>
            context.UseDetectionPostgres(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString));
        services.AddSingleton<IDbContextFactory<DetectionDbContext>>(provider =>
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.IsSqlite
                ? ActivatorUtilities.CreateInstance<DetectionContextFactory<SqliteDetectionDbContext>>(provider)
                : ActivatorUtilities.CreateInstance<DetectionContextFactory<PostgresDetectionDbContext>>(provider));
        // For the saga's repository, which takes its context from the message's scope.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<DetectionDbContext>>().CreateDbContext());
    }

    private static string SqliteConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(file),
        DefaultTimeout = 30,
        Pooling = true,
    }.ToString();
}
