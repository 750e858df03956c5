using Detection.Api.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Tests.Support;

/// <summary>Contexts without a host.</summary>
internal static class TestContexts
{
    public static DetectionDbContext Open(DatabaseOptions options) =>
        options.IsSqlite ? OpenSqlite(options.SqliteFile) : OpenPostgres(options.ConnectionString);

    public static DetectionDbContext OpenSqlite(string file)
    {
        var builder = new DbContextOptionsBuilder<SqliteDetectionDbContext>();
        builder.UseDetectionSqlite(file);
        return new SqliteDetectionDbContext(builder.Options);
    }

    public static DetectionDbContext OpenPostgres(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<PostgresDetectionDbContext>();
        builder.UseDetectionPostgres(connectionString);
        return new PostgresDetectionDbContext(builder.Options);
    }
}
