using Detection.Hosting.Options;

namespace Detection.Api.Persistence;

/// <summary>Rules of <see cref="DatabaseOptions"/>.</summary>
public sealed class DatabaseOptionRules() : OptionRules<DatabaseOptions>("Database")
{
    private const string Postgres = "postgres";

    protected override void Check(DatabaseOptions options, OptionErrors errors)
    {
        errors
            .OneOf(nameof(options.Provider), options.Provider, "sqlite", Postgres)
            .Range(nameof(options.SagaConcurrency), options.SagaConcurrency, 1, 256, "messages");
        if (options.IsSqlite)
            errors.NotEmpty(nameof(options.SqliteFile), options.SqliteFile, "the file of the database");
        else if (string.Equals(options.Provider, Postgres, StringComparison.OrdinalIgnoreCase))
            errors.NotEmpty(nameof(options.ConnectionString), options.ConnectionString, "a PostgreSQL connection string");
    }
}
