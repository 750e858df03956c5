using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Feed.Tests.MassTransit;

internal sealed class TallyMap(Action<EntityTypeBuilder<Tally>> token) : SagaClassMap<Tally>
{
    protected override void Configure(EntityTypeBuilder<Tally> entity, ModelBuilder model)
    {
        entity.ToTable("Tallies");
        entity.Property(tally => tally.CurrentState).HasMaxLength(64);
        entity.HasMany(tally => tally.Notes).WithOne().HasForeignKey(note => note.TallyId);
        token(entity);
    }
}
