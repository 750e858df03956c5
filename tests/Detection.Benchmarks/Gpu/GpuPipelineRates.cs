namespace Detection.Benchmarks.Gpu;

/// <summary>Bytes to boxes in this process, in images per second.</summary>
/// <param name="Plain">Without annotation.</param>
/// <param name="Annotated">With the annotated JPEG.</param>
/// <param name="Stages">Where a picture's time goes, annotated.</param>
/// <param name="Remarks">What the worker warned of: that it goes on with less than it was asked for.</param>
internal sealed record GpuPipelineRates(double Plain, double Annotated, GpuStages Stages, IReadOnlyList<string> Remarks);
