namespace Detection.Hosting.Bus;

/// <summary>A message that nobody consumes: published only to see whether the publishing connection still confirms (<see cref="BusWatchdog"/>).</summary>
public sealed record BusProbe;
