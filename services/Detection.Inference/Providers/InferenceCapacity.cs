using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Providers;

/// <summary>How many pictures a model works on at once. Known before any is loaded, because what feeds the models is set up first.</summary>
public static class InferenceCapacity
{
    /// <summary>
    /// Half the pictures that keep a model busy, at least 1, the other half being those that come next: one a session on the
    /// CPU; where a GPU is to run it, the largest batch, and one for every two cores.
    /// </summary>
    /// <param name="options">Valid ones.</param>
    public static int PicturesAtOnce(InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PicturesAtOnce(options, new GpuProbe(options.DeviceId));
    }

    internal static int PicturesAtOnce(InferenceOptions options, IGpuProbe probe)
    {
        var gpu = HasGpu(options, probe);
        var pictures = GpuUse.Applies(options.Batches.Batching, gpu) ? options.Batches.MaxBatch
            : gpu ? 1
            : options.Cpu.SessionsOf(options.Sessions);
        // Beside a GPU every core has a picture of its own to decode or to draw on: half of them here, since callers double it.
        return gpu ? pictures + (Environment.ProcessorCount / 2) : pictures;
    }

    private static bool HasGpu(InferenceOptions options, IGpuProbe probe)
    {
        try
        {
            return ProviderPlan.Make(options, probe).Gpu.Count > 0;
        }
        catch (ModelLoadException)
        {
            // Loading the models reports it, and ends the start.
            return false;
        }
    }
}
