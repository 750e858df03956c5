using Npgsql;

namespace Detection.Api.Persistence.Startup;

/// <summary>What a connection string points at, for messages; without its password.</summary>
internal sealed class PostgresTarget
{
    public PostgresTarget(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        Server = $"PostgreSQL at {parts.Host}:{parts.Port}";
        User = parts.Username ?? Environment.UserName;
        Database = parts.Database ?? User;
    }

    public string Server { get; }

    public string User { get; }

    public string Database { get; }
}
