using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>The token is PostgreSQL's system column xmin.</summary>
internal sealed class RowVersionTallyDbContext(DbContextOptions<RowVersionTallyDbContext> options) : TallyDbContext(options)
{
    protected override void ConfigureToken(EntityTypeBuilder<Tally> tally) => tally.Property<uint>("RowVersion").IsRowVersion();
}
