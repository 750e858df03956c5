using Detection.Api.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Detection.Migrations;

/// <summary>The context that the scaffolder reads; it never connects.</summary>
public sealed class DesignPostgres : IDesignTimeDbContextFactory<PostgresDetectionDbContext>
{
    public PostgresDetectionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDetectionDbContext>().UseNpgsql("Host=localhost").Options);
}
