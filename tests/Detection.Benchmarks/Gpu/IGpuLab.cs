namespace Detection.Benchmarks.Gpu;

/// <summary>The single measurements on a GPU. Each may fail in a way that <see cref="GpuFailure"/> knows, and leaves nothing behind then.</summary>
internal interface IGpuLab
{
    /// <summary>Model and pictures, for the report.</summary>
    string Workload { get; }

    /// <summary>Runs all pictures in a precision, in batches, and compares the boxes with the CPU's.</summary>
    Task<GpuParity> CompareAsync(string precision, CancellationToken cancellationToken);

    /// <summary>ONNX Runtime alone.</summary>
    IGpuBare OpenBare(string precision, int batch);

    /// <summary>Bytes to boxes in this process.</summary>
    Task<GpuPipelineRates> PipelineAsync(GpuVariant variant, CancellationToken cancellationToken);

    /// <summary>The program that has everything in one process.</summary>
    Task<GpuEmbeddedRates> EmbeddedAsync(GpuVariant variant, CancellationToken cancellationToken);
}
