using Detection.Hosting.Options;
using Npgsql;

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
            CheckConnectionString(options.ConnectionString, errors);
    }

    private static void CheckConnectionString(string text, OptionErrors errors)
    {
        errors.NotEmpty(nameof(DatabaseOptions.ConnectionString), text, "a PostgreSQL connection string");
        try
        {
            if (!string.IsNullOrWhiteSpace(text) && string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
                errors.Add(nameof(DatabaseOptions.ConnectionString), "names no Host");
        }
        catch (ArgumentException e)
        {
            errors.Add(nameof(DatabaseOptions.ConnectionString), $"cannot be read: {e.Message.TrimEnd('.')}");
        }
    }
}
