namespace Detection.Feed.Tests.MassTransit;

/// <summary>Initiates a tally; again for one that exists, it is counted.</summary>
/// <param name="TallyId">The instance.</param>
/// <param name="Name">What an event by query finds it by.</param>
/// <param name="Meet">Wait within the transaction for another message that does so, to force a race.</param>
public sealed record StartTally(Guid TallyId, string Name = "", bool Meet = false);
