namespace Detection.Benchmarks.Gpu;

/// <summary>ONNX Runtime alone, at one size of batch. Disposing of it frees its memory on the GPU.</summary>
internal interface IGpuBare : IDisposable
{
    /// <summary>Images per second, the copy to the GPU and back included: what a program gets that does nothing else.</summary>
    double FromHost();

    /// <summary>Images per second with input and output in the GPU's memory: the kernels alone.</summary>
    double OnDevice();
}
