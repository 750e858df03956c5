using MassTransit.EntityFrameworkCoreIntegration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Feed.Tests.MassTransit;

internal abstract class TallyDbContext(DbContextOptions options) : SagaDbContext(options)
{
    public DbSet<Tally> Tallies => Set<Tally>();

    public DbSet<TallyNote> Notes => Set<TallyNote>();

    protected override IEnumerable<ISagaClassMap> Configurations => [new TallyMap(ConfigureToken)];

    protected abstract void ConfigureToken(EntityTypeBuilder<Tally> tally);
}
