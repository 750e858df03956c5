using System.Globalization;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Providers;

/// <summary>Looks for a GPU: in ONNX Runtime's build, at the driver, for the provider's library, and whether that loads.</summary>
/// <param name="deviceId">CUDA's number of the GPU.</param>
internal sealed class GpuProbe(int deviceId) : IGpuProbe
{
    public string? Problem(ExecutionProvider provider) =>
        !OrtEnv.Instance().GetAvailableProviders().Contains(provider.RuntimeName())
            ? $"this build of ONNX Runtime has no {provider.Label()} provider; build with WITH_CUDA=1"
            : CudaProbe.Problem() ?? NotShipped(provider) ?? NotLoading(provider) ?? CudaProbe.CudnnProblem();

    /// <remarks>The provider's library is no sign: its package brings it to every machine.</remarks>
    public IReadOnlyList<string> Signs() => GpuSigns.Find();

    private static string? NotShipped(ExecutionProvider provider) =>
        ProviderLibrary.Of(provider) is { IsThere: false } library
            ? $"{library.Name} is not beside ONNX Runtime's own library; build with WITH_CUDA=1"
            : null;

    /// <summary>
    /// Setting an option makes ONNX Runtime load the provider's library with all that it needs (CUDA, cuDNN, TensorRT) and
    /// look for the device: quick, silent, and no model is in it.
    /// </summary>
    private string? NotLoading(ExecutionProvider provider)
    {
        var device = new Dictionary<string, string> { ["device_id"] = deviceId.ToString(CultureInfo.InvariantCulture) };
        try
        {
            if (provider == ExecutionProvider.TensorRt)
            {
                using var options = new OrtTensorRTProviderOptions();
                options.UpdateOptions(device);
            }
            else
            {
                using var options = new OrtCUDAProviderOptions();
                options.UpdateOptions(device);
            }

            return null;
        }
        catch (OnnxRuntimeException e)
        {
            return RuntimeMessage.Tidy(e);
        }
    }
}
