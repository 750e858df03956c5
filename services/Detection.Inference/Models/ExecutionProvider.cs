namespace Detection.Inference.Models;

/// <summary>ONNX Runtime's execution providers in use here.</summary>
internal enum ExecutionProvider
{
    Cpu,
    Cuda,
    TensorRt,
}
