using Detection.Inference.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Loading;

/// <summary>Makes what runs a model: sessions of one thread side by side on the CPU, one session on a GPU.</summary>
internal sealed class BackendFactory(InferenceOptions options, ILogger logger, TimeProvider time)
{
    /// <summary>Images that one run takes at most.</summary>
    private const int LargestBatch = 1;

    private readonly int _cpuSessions = options.Cpu.SessionsOf(options.Sessions);

    /// <summary>Opens the file on the CPU, which every model must run on: what it is shows there, and a GPU is compared with it.</summary>
    /// <exception cref="ModelLoadException">The file cannot be read, or is no YOLOv8 detection model.</exception>
    public (ModelFacts Model, IExecutionBackend Backend) OpenOnCpu(string file)
    {
        var modelFile = new ModelFile(file);
        var factory = new SessionFactory(modelFile, SessionSetup.OnCpu(options));
        var first = factory.Open();
        try
        {
            var model = ModelFacts.Read(modelFile, first);
            return (model, Pool(first, factory, model, _cpuSessions, options.Cpu.Threads));
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>Opens a model on a provider of the GPU.</summary>
    /// <exception cref="ModelLoadException">The provider cannot run it; the reason is the provider's.</exception>
    public (SessionSetup Setup, IExecutionBackend Backend) OpenOnGpu(ModelFacts model, ExecutionProvider provider)
    {
        var setup = SessionSetup.OnGpu(
            options, provider, model.Name,
            InputProfile.Of(model.Interface, model.Metadata.Stride, LargestBatch), EnginesOf(model, provider));
        var factory = new SessionFactory(model.File, setup);
        // Parallel runs on a GPU share one stream and gain nothing.
        return (setup, Pool(factory.Open(), factory, model, 1, setup.Cpu.Threads));
    }

    private string? EnginesOf(ModelFacts model, ExecutionProvider provider)
    {
        if (provider != ExecutionProvider.TensorRt)
            return null;
        logger.LogBuilding(model.Name);
        return options.TensorRt.CacheFolder.Length > 0 ? EngineCache.FolderOf(model.File.Path, options.TensorRt.CacheFolder) : null;
    }

    private SessionPool Pool(InferenceSession first, SessionFactory factory, ModelFacts model, int capacity, int threads) =>
        new(first, factory.Open, model.Spec, capacity, threads, logger, time);
}
