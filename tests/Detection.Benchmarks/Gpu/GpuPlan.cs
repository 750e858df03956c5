namespace Detection.Benchmarks.Gpu;

/// <summary>What is measured of a precision, in its order.</summary>
internal static class GpuPlan
{
    /// <summary>Every batch with floats and with bytes.</summary>
    /// <returns>One element a batch.</returns>
    public static IEnumerable<IReadOnlyList<GpuVariant>> Of(GpuOptions options, string precision) => options.Batches.Select(
        batch => new[] { new GpuVariant(precision, Bytes: false, batch), new GpuVariant(precision, Bytes: true, batch) });
}
