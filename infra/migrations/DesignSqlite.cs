using Detection.Api.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Detection.Migrations;

/// <summary>The context that the scaffolder reads; it never connects.</summary>
public sealed class DesignSqlite : IDesignTimeDbContextFactory<SqliteDetectionDbContext>
{
    public SqliteDetectionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDetectionDbContext>().UseSqlite("Data Source=:memory:").Options);
}
