namespace Detection.Benchmarks.Measuring;

/// <summary>Memory of a process at one moment.</summary>
/// <param name="Process">As the tables call it.</param>
/// <param name="Pictures">How many its deployment had completed; 0 when it was ready and had seen none.</param>
/// <param name="Mebibytes">In RAM.</param>
internal sealed record MemoryReading(string Process, int Pictures, double Mebibytes);
