namespace Detection.Feed.Tests.MassTransit;

/// <summary>A row beside the saga's, written by an activity before the saga is saved.</summary>
public sealed class TallyNote
{
    public int Id { get; set; }

    public Guid TallyId { get; set; }
}
