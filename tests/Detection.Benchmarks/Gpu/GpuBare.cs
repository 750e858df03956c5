using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Detection.Benchmarks.Gpu;

/// <summary>ONNX Runtime alone on the GPU, on batches of the commonest shape: from memory of the host, and with all in the GPU's.</summary>
internal sealed class GpuBare : IDisposable
{
    private const int Width = 640;
    private const int Height = 480;
    private const int WarmUps = 5;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <exception cref="OnnxRuntimeException">The provider cannot be had.</exception>
    public GpuBare(string model, string precision)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        if (precision == GpuVariant.Fp16)
        {
            using var tensorRt = new OrtTensorRTProviderOptions();
            tensorRt.UpdateOptions(new Dictionary<string, string> { ["trt_fp16_enable"] = "1" });
            options.AppendExecutionProvider_Tensorrt(tensorRt);
        }

        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string> { ["use_tf32"] = precision == GpuVariant.Tf32 ? "1" : "0" });
        options.AppendExecutionProvider_CUDA(cuda);
        _session = new InferenceSession(model, options);
    }

    /// <summary>Images per second, the copy to the GPU and back included: what a program gets that does nothing else.</summary>
    public double FromHost(int batch)
    {
        var (input, output) = (_session.InputMetadata.Keys.Single(), _session.OutputMetadata.Keys.First());
        using var value = OrtValue.CreateTensorValueFromMemory(new float[batch * 3 * Height * Width], [batch, 3, Height, Width]);
        return Rate(batch, () => _session.Run(_run, [input], [value], [output]).Dispose());
    }

    /// <summary>Images per second with input and output in the GPU's memory: the kernels alone.</summary>
    public double OnDevice(int batch)
    {
        using var device = new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
        using var allocator = new OrtAllocator(_session, device);
        using var value = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, [batch, 3, Height, Width]);
        using var binding = _session.CreateIoBinding();
        binding.BindInput(_session.InputMetadata.Keys.Single(), value);
        binding.BindOutputToDevice(_session.OutputMetadata.Keys.First(), device);
        return Rate(batch, () =>
        {
            _session.RunWithBinding(_run, binding);
            binding.SynchronizeBoundOutputs();
        });
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private static double Rate(int batch, Action run)
    {
        for (var i = 0; i < WarmUps; i++)
            run();
        var (begin, runs) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(begin) < Span)
        {
            run();
            runs++;
        }

        return batch * runs / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
