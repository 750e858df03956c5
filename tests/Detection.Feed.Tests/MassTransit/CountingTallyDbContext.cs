using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Version is a concurrency token that the context counts up: the way that works on every database.</summary>
internal sealed class CountingTallyDbContext(DbContextOptions<CountingTallyDbContext> options) : TallyDbContext(options)
{
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<Tally>().Where(entry => entry.State == EntityState.Modified))
            entry.Entity.Version++;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureToken(EntityTypeBuilder<Tally> tally) => tally.Property(saga => saga.Version).IsConcurrencyToken();
}
