namespace Detection.Benchmarks.Gpu;

/// <summary>ONNX Runtime alone, in images per second.</summary>
/// <param name="Host">From the host's memory and back; null where that failed.</param>
/// <param name="Device">With all in the GPU's memory: the kernels alone; null where that failed.</param>
internal sealed record GpuBareRates(double? Host, double? Device);
