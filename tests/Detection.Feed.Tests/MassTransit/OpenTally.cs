namespace Detection.Feed.Tests.MassTransit;

/// <summary>Initiates a tally with <c>InsertOnInitial</c>; again for one that exists, it is counted.</summary>
public sealed record OpenTally(Guid TallyId);
