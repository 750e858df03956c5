namespace Detection.Benchmarks.Gpu;

/// <summary>Detection.Standalone over REST, in images per second.</summary>
/// <param name="Plain">Without annotation.</param>
/// <param name="Annotated">With the annotated JPEG.</param>
/// <param name="Cores">CPU cores that the program keeps busy meanwhile, not annotating: what this GPU needs.</param>
internal sealed record GpuEmbeddedRates(double Plain, double Annotated, double Cores);
