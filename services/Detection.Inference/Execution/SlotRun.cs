namespace Detection.Inference.Execution;

/// <summary>How one picture ran.</summary>
/// <param name="Elapsed">How long the network itself ran, without waiting for its turn.</param>
/// <param name="BatchSize">Pictures that shared the run, this one included.</param>
internal readonly record struct SlotRun(TimeSpan Elapsed, int BatchSize);
