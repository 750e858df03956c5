namespace Detection.Feed.Tests.MassTransit;

/// <summary>Adds one, writes a note, then throws the first <paramref name="Times"/> times that it is handled; a fault where there is no such tally.</summary>
public sealed record BreakTally(Guid TallyId, int Times = int.MaxValue);
