namespace Detection.Feed.Tests.MassTransit;

/// <summary>Adds one to every tally of that name: correlated by query.</summary>
public sealed record AddToNamedTallies(string Name);
