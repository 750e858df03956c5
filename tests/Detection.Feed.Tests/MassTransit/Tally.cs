using MassTransit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>A saga that counts what reaches it, so that a lost update shows.</summary>
public sealed class Tally : SagaStateMachineInstance, ISagaVersion
{
    public Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "";

    public string Name { get; set; } = "";

    public int Starts { get; set; }

    public int Count { get; set; }

    /// <summary>How many <see cref="Notes"/> were loaded when <see cref="AddToTally"/> was handled.</summary>
    public int NotesSeen { get; set; }

    public List<TallyNote> Notes { get; } = [];
}
