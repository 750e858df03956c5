using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Asks the NVIDIA driver itself, so that a machine without one is told so in words rather than with a loader's error.</summary>
internal static unsafe class CudaProbe
{
    /// <summary>Why CUDA cannot work here; null if nothing speaks against it, though its libraries may still fail to load.</summary>
    public static string? Problem()
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            return "this build of ONNX Runtime has no CUDA provider";
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var driver))
            return "no NVIDIA driver on this machine";
        try
        {
            return Ask(driver);
        }
        finally
        {
            NativeLibrary.Free(driver);
        }
    }

    /// <remarks>https://docs.nvidia.com/cuda/cuda-driver-api: cuInit and cuDeviceGetCount answer 0 on success.</remarks>
    private static string? Ask(nint driver)
    {
        if (!NativeLibrary.TryGetExport(driver, "cuInit", out var init)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGetCount", out var getCount))
        {
            return "the NVIDIA driver lacks cuInit or cuDeviceGetCount";
        }

        var error = ((delegate* unmanaged<uint, int>)init)(0);
        if (error != 0)
            return $"the NVIDIA driver does not start (cuInit: error {error})";
        var count = 0;
        error = ((delegate* unmanaged<int*, int>)getCount)(&count);
        return error != 0 ? $"the NVIDIA driver does not count its GPUs (error {error})"
            : count == 0 ? "the NVIDIA driver sees no GPU" : null;
    }
}
