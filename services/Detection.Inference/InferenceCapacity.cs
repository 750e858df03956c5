using Detection.Inference.Execution;

namespace Detection.Inference;

/// <summary>How much a model takes on at once, told before any is loaded: what feeds the models is set up before.</summary>
public static class InferenceCapacity
{
    /// <summary>
    /// Pictures that a model works on at once, at least 1: one a session on the CPU, the largest batch where a GPU is to
    /// run it. Twice as many keep it busy, since the next are written while these run.
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
        return GpuUse.Applies(options.Batches.Batching, gpu) ? options.Batches.MaxBatch
            : gpu ? 1
            : options.Cpu.SessionsOf(options.Sessions);
    }

    private static bool HasGpu(InferenceOptions options, IGpuProbe probe)
    {
        try
        {
            return ProviderPlan.Make(options, probe).Gpu.Count > 0;
        }
        catch (ModelLoadException)
        {
            // Loading the models says so, and ends the start.
            return false;
        }
    }
}
