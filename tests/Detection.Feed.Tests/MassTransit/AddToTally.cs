namespace Detection.Feed.Tests.MassTransit;

/// <summary>Adds one; discarded where there is no such tally.</summary>
/// <param name="TallyId">The instance.</param>
/// <param name="Meet">Wait within the transaction for another message that does so, to force a race.</param>
public sealed record AddToTally(Guid TallyId, bool Meet = false);
