namespace Detection.Benchmarks.Pictures;

/// <summary>One picture of the load.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Encoded">The file.</param>
internal sealed record Picture(string Name, byte[] Encoded);
