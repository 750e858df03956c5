namespace Detection.Benchmarks.Measuring;

/// <summary>What a saturated loop carried.</summary>
/// <param name="Count">Pictures between the two moments.</param>
/// <param name="Seconds">Time between them.</param>
/// <param name="CpuSeconds">Processor time of each watched process between them.</param>
internal sealed record LoopResult(int Count, double Seconds, IReadOnlyDictionary<string, double> CpuSeconds)
{
    public double PerSecond => Count / Seconds;

    /// <summary>Processor time of each watched process for one picture, in milliseconds.</summary>
    public IReadOnlyDictionary<string, double> CpuMilliseconds =>
        CpuSeconds.ToDictionary(process => process.Key, process => 1000 * process.Value / Count);
}
