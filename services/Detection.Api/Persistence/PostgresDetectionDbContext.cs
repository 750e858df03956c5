using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>The detections in PostgreSQL; owns the migrations of <c>Migrations/Postgres</c>.</summary>
public sealed class PostgresDetectionDbContext(DbContextOptions<PostgresDetectionDbContext> options) : DetectionDbContext(options);
