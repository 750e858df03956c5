namespace Detection.Benchmarks.Gpu;

/// <summary>What one variant carries.</summary>
/// <param name="Variant">How the network ran.</param>
/// <param name="Bare">Null where it failed, or the variant is not one of bare.</param>
/// <param name="Pipeline">Null where it failed.</param>
/// <param name="Embedded">Null where it or the pipeline failed, or it is not measured of this variant.</param>
internal sealed record GpuRow(GpuVariant Variant, GpuBareRates? Bare, GpuPipelineRates? Pipeline, GpuEmbeddedRates? Embedded)
{
    /// <summary>Whether there is no figure in it.</summary>
    public bool IsEmpty => Bare is null or { Host: null, Device: null } && Pipeline is null && Embedded is null;
}
