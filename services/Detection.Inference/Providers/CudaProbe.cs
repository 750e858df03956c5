using System.Runtime.InteropServices;

namespace Detection.Inference.Providers;

/// <summary>Asks the NVIDIA driver directly, so that a missing driver gives a clear message instead of a loader's error.</summary>
internal static unsafe class CudaProbe
{
    /// <summary>Why the driver offers no GPU; null if it does.</summary>
    public static string? Problem()
    {
        if (!TryLoadDriver(out var driver))
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

    /// <summary>Whether the driver's library is installed, working or not.</summary>
    public static bool HasDriver()
    {
        if (!TryLoadDriver(out var driver))
            return false;
        NativeLibrary.Free(driver);
        return true;
    }

    /// <summary>
    /// Why convolutions cannot run on the GPU; null if they can. The CUDA provider loads without cuDNN and only then leaves
    /// every convolution to the CPU or fails it.
    /// </summary>
    public static string? CudnnProblem()
    {
        string[] names = OperatingSystem.IsWindows() ? ["cudnn64_9.dll"] : ["libcudnn.so.9", "libcudnn.so"];
        // Not freed: the provider takes it next.
        return names.Any(name => NativeLibrary.TryLoad(name, out _)) ? null : $"cuDNN is not installed ({names[0]} does not load)";
    }

    private static bool TryLoadDriver(out nint driver) =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out driver);

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
