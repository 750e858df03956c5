using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Detection.Benchmarks.Gpu;

/// <summary>ONNX Runtime alone on the GPU, on batches of the commonest shape: from memory of the host, and with all in the GPU's.</summary>
internal sealed class GpuBare : IGpuBare
{
    private const int Width = 640;
    private const int Height = 480;
    private const int WarmUps = 5;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly long[] _shape;

    /// <param name="model">Its file.</param>
    /// <param name="precision">One of <see cref="GpuVariant.Precisions"/>.</param>
    /// <param name="batch">Images of a run.</param>
    /// <param name="timings">
    /// Folder of what TensorRT knows of layers, the product's. The engine is built at the first run, for just this shape, and not
    /// kept: ONNX Runtime would take it for that of any other weights.
    /// </param>
    /// <exception cref="OnnxRuntimeException">The provider cannot be had.</exception>
    public GpuBare(string model, string precision, int batch, string timings)
    {
        _shape = [batch, 3, Height, Width];
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        if (precision == GpuVariant.Fp16)
        {
            using var tensorRt = new OrtTensorRTProviderOptions();
            tensorRt.UpdateOptions(new Dictionary<string, string>
            {
                ["trt_fp16_enable"] = "1",
                ["trt_timing_cache_enable"] = "1",
                ["trt_timing_cache_path"] = timings,
            });
            options.AppendExecutionProvider_Tensorrt(tensorRt);
        }

        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string> { ["use_tf32"] = precision == GpuVariant.Tf32 ? "1" : "0" });
        options.AppendExecutionProvider_CUDA(cuda);
        _session = new InferenceSession(model, options);
    }

    public double FromHost()
    {
        var (input, output) = (_session.InputMetadata.Keys.Single(), _session.OutputMetadata.Keys.First());
        using var value = OrtValue.CreateTensorValueFromMemory(new float[_shape.Aggregate((sides, side) => sides * side)], _shape);
        return Rate(() => _session.Run(_run, [input], [value], [output]).Dispose());
    }

    public double OnDevice()
    {
        using var device = new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
        using var allocator = new OrtAllocator(_session, device);
        using var value = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, _shape);
        using var binding = _session.CreateIoBinding();
        binding.BindInput(_session.InputMetadata.Keys.Single(), value);
        binding.BindOutputToDevice(_session.OutputMetadata.Keys.First(), device);
        return Rate(() =>
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

    private double Rate(Action run)
    {
        for (var i = 0; i < WarmUps; i++)
            run();
        var (begin, runs) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(begin) < Span)
        {
            run();
            runs++;
        }

        return _shape[0] * runs / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
