namespace Detection.Benchmarks.Bare;

/// <summary>How ONNX Runtime is spread over the cores.</summary>
/// <param name="Sessions">Sessions that run side by side.</param>
/// <param name="Threads">Threads of each.</param>
internal sealed record SessionLayout(int Sessions, int Threads)
{
    /// <summary>The ways that make sense on this machine: one session on all cores, and one a core.</summary>
    public static IReadOnlyList<SessionLayout> All { get; } = Environment.ProcessorCount == 1
        ? [new(1, 1)]
        : [new(Environment.ProcessorCount, 1), new(1, Environment.ProcessorCount)];

    public override string ToString() => $"{Sessions} x {Threads}";
}
