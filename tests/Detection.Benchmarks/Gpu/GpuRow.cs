namespace Detection.Benchmarks.Gpu;

/// <summary>What one variant carries, in images per second.</summary>
/// <param name="Variant">How the network ran.</param>
/// <param name="BareHost">ONNX Runtime alone, from the host's memory; null where the variant is not one of bare.</param>
/// <param name="BareDevice">The same with all in the GPU's memory: the kernels alone.</param>
/// <param name="Pipeline">Bytes to boxes in process.</param>
/// <param name="PipelineAnnotated">The same with the annotated JPEG.</param>
/// <param name="Embedded">Detection.Standalone over REST, without annotation.</param>
/// <param name="EmbeddedAnnotated">The same with.</param>
/// <param name="Cores">CPU cores that the embedded program keeps busy meanwhile: what this GPU needs.</param>
/// <param name="Stages">Of the pipeline, annotated.</param>
internal sealed record GpuRow(
    GpuVariant Variant,
    double? BareHost,
    double? BareDevice,
    double Pipeline,
    double PipelineAnnotated,
    double Embedded,
    double EmbeddedAnnotated,
    double Cores,
    GpuStages Stages);
