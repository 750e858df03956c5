using Detection.Api.Detections;
using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>
/// The detections, in either database. Code uses this type; each provider has a subclass of its own, which owns that
/// provider's migrations and snapshot.
/// </summary>
public abstract class DetectionDbContext : SagaDbContext
{
    /// <param name="options">Options of the subclass.</param>
    protected DetectionDbContext(DbContextOptions options)
        : base(options)
    {
    }

    /// <summary>All detections.</summary>
    public DbSet<DetectionState> Detections => Set<DetectionState>();

    protected override IEnumerable<ISagaClassMap> Configurations => [new DetectionStateMap()];

    /// <summary>Saves, and increments the version of changed rows: neither the saga repository nor SQLite does, and a token that never changes protects nothing.</summary>
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
