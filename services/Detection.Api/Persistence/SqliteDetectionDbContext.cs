using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>The detections in SQLite; owns the migrations of <c>Migrations/Sqlite</c>.</summary>
public sealed class SqliteDetectionDbContext(DbContextOptions<SqliteDetectionDbContext> options) : DetectionDbContext(options);
