using Detection.Api.Saga;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Detection.Api.Persistence;

/// <summary>How a detection is stored. Changes need a migration beside it.</summary>
internal sealed class DetectionStateMap : SagaClassMap<DetectionState>
{
    protected override void Configure(EntityTypeBuilder<DetectionState> entity, ModelBuilder model)
    {
        entity.ToTable("detections");
        entity.Property(d => d.CurrentState).HasMaxLength(16);
        entity.Property(d => d.Version).IsConcurrencyToken();
        entity.Property(d => d.SortKey).HasMaxLength(64);
        entity.Property(d => d.Reference).HasMaxLength(256);
        entity.Property(d => d.ErrorCode).HasMaxLength(64);
        entity.Property(d => d.Options).AsJson();
        entity.Property(d => d.Detections).AsJson();
        entity.Property(d => d.Stages).AsJson();

        entity.HasIndex(d => d.SortKey).IsUnique();
        entity.HasIndex(d => new { d.CurrentState, d.SortKey });
        entity.HasIndex(d => new { d.Reference, d.SortKey });
    }
}
