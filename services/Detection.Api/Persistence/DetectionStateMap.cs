using Detection.Api.Detections;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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
        Foreign(entity.Property(d => d.Reference), 256);
        Foreign(entity.Property(d => d.ErrorCode), 64);
        Foreign(entity.Property(d => d.ErrorMessage));
        Foreign(entity.Property(d => d.Worker));
        Foreign(entity.Property(d => d.Model));
        Foreign(entity.Property(d => d.Provider));
        Foreign(entity.Property(d => d.ImageBlob));
        Foreign(entity.Property(d => d.AnnotatedBlob));
        entity.Property(d => d.Options).AsJson();
        entity.Property(d => d.Detections).AsJson();
        entity.Property(d => d.Stages).AsJson();

        entity.HasIndex(d => d.SortKey).IsUnique();
        // For the sweep: the few rows whose command is still to be published, however many there are in all.
        entity.HasIndex(d => d.SortKey, "IX_detections_Unconfirmed").HasFilter("\"ConfirmedAt\" IS NULL AND \"FinishedAt\" IS NULL");
        entity.HasIndex(d => new { d.CurrentState, d.SortKey });
        entity.HasIndex(d => new { d.Reference, d.SortKey });
    }

    private static void Foreign(PropertyBuilder<string?> text, int maxLength) =>
        text.HasMaxLength(maxLength).HasConversion((ValueConverter)new ForeignTextConverter(maxLength));

    private static void Foreign(PropertyBuilder<string?> text) => text.HasConversion((ValueConverter)new ForeignTextConverter());
}
