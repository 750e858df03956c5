using Detection.Api.Saga;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>The detections, in SQLite or PostgreSQL.</summary>
public sealed class DetectionDbContext(DbContextOptions<DetectionDbContext> options) : SagaDbContext(options)
{
    public DbSet<DetectionState> Detections => Set<DetectionState>();

    protected override IEnumerable<ISagaClassMap> Configurations => [new DetectionStateMap()];

    /// <summary>Saves, and moves the version on: neither the saga repository nor SQLite does, and a token that never changes protects nothing.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<DetectionState>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
        }

        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        // Ticks order and compare alike in both databases; SQLite cannot order by a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }
}
