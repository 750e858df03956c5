namespace Detection.Benchmarks.Gpu;

/// <summary>What is measured of a precision, in its order.</summary>
internal static class GpuPlan
{
    /// <summary>Enough for every picture of a camera to share a batch with every other: 4:3 grows by 33% to the square, 16:9 by 67%.</summary>
    private const int Padding = 100;

    /// <summary>The product's own <c>Inference:MaxBatch</c>.</summary>
    private const int UsualBatch = 16;

    /// <summary>
    /// Every batch with floats and with bytes. At one batch of one precision also padded to the batch's largest picture, next to
    /// the same by shape: which of the two is better is a question of the pictures, and hardly one of precision or size.
    /// </summary>
    /// <returns>One element a batch.</returns>
    public static IEnumerable<IReadOnlyList<GpuVariant>> Of(GpuOptions options, string precision) => options.Batches.Select(
        batch => new[] { new GpuVariant(precision, Bytes: false, batch), new GpuVariant(precision, Bytes: true, batch) }
            .Concat(IsPadded(options, precision, batch) ? [new GpuVariant(precision, Bytes: true, batch, Padding)] : [])
            .ToArray());

    private static bool IsPadded(GpuOptions options, string precision, int batch)
    {
        // CUDA's default; TensorRT would build an engine for it.
        var usual = options.Precisions.Contains(GpuVariant.Tf32) ? GpuVariant.Tf32 : options.Precisions[0];
        var batches = options.Batches.Where(size => size > 1).ToArray();
        return precision == usual && batches.Length > 0
            && batch == batches.Where(size => size <= UsualBatch).DefaultIfEmpty(batches.Min()).Max();
    }
}
