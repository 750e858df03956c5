namespace Detection.Benchmarks;

/// <summary>The benchmark cannot go on; the message says why, for whoever started it.</summary>
internal sealed class BenchmarkException(string message, Exception? innerException = null) : Exception(message, innerException);
