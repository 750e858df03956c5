namespace Detection.Feed.Tests.MassTransit;

/// <summary>Finalises the tally, which removes it; one that was never started is started and finalised at once.</summary>
public sealed record FinishTally(Guid TallyId);
