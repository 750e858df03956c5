using Detection.Inference.Batching;
using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Onnx;
using Detection.Inference.Options;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Loading;

/// <summary>
/// Makes the backends of a model: parallel sessions of one thread on the CPU, one session in batches on a GPU, unless the
/// options say otherwise.
/// </summary>
internal sealed class BackendFactory(InferenceOptions options, ILogger logger, TimeProvider time)
{
    private readonly int _cpuSessions = options.Cpu.SessionsOf(options.Sessions);

    /// <summary>Whether pictures go to the network as bytes, if its graph can be changed.</summary>
    public bool TakesBytes(bool gpu) => GpuUse.Applies(options.Batches.ByteInput, gpu);

    /// <summary>
    /// Opens the file on the CPU. Every model must run there: that shows what it is, and other backends are compared with it.
    /// </summary>
    /// <exception cref="ModelLoadException">The file is no YOLOv8 detection model.</exception>
    public (ModelFacts Model, IExecutionBackend Backend) OpenOnCpu(ModelFile file)
    {
        var factory = new SessionFactory(file, SessionSetup.OnCpu(options));
        return Owned<(ModelFacts, IExecutionBackend)>(factory.Open(), first =>
        {
            var model = ModelFacts.Read(file, first);
            return (model, Pool(first, factory, model.Spec, _cpuSessions, options.Cpu.Threads));
        });
    }

    /// <summary>Whether the CPU is to run a model in batches.</summary>
    public bool IsBatchedOnCpu(ModelFacts model) => IsBatched(model, gpu: false);

    /// <summary>Opens a model on the CPU in another way than <see cref="OpenOnCpu(ModelFile)"/> does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input it takes.</param>
    /// <param name="output">The output it gives: heads only without batches; <see cref="HeadRewriter"/> says why.</param>
    /// <exception cref="ModelLoadException">It does not open in this way.</exception>
    public IExecutionBackend OpenOnCpu(ModelFacts model, InputKind input, OutputKind output)
    {
        var spec = model.Spec with { Input = input, Output = output };
        var factory = new SessionFactory(model.File, SessionSetup.OnCpu(options), spec);
        return Owned<IExecutionBackend>(factory.Open(), first => IsBatchedOnCpu(model)
            ? Batches(first, model, spec, Plan(model, gpu: false))
            : Pool(first, factory, spec, _cpuSessions, options.Cpu.Threads));
    }

    /// <summary>Opens a model on a provider of the GPU.</summary>
    /// <exception cref="ModelLoadException">The provider cannot run it; the reason is the provider's.</exception>
    public (SessionSetup Setup, IExecutionBackend Backend) OpenOnGpu(ModelFacts model, ExecutionProvider provider, InputKind input)
    {
        var batched = IsBatched(model, gpu: true);
        var plan = Plan(model, gpu: true);
        var setup = SessionSetup.OnGpu(
            options, provider, model.Name,
            InputProfile.Of(model.Interface, model.Metadata.Stride, batched ? plan.Sizes.Largest : 1, input), EnginesOf(model, provider));
        var spec = model.Spec with { Input = input };
        var factory = new SessionFactory(model.File, setup, spec);
        // Parallel runs on a GPU share one stream and gain nothing.
        return (setup, Owned<IExecutionBackend>(factory.Open(), first =>
            batched ? Batches(first, model, spec, plan) : Pool(first, factory, spec, 1, setup.Cpu.Threads)));
    }

    /// <summary>
    /// A GPU gains even where the model takes one picture at a time: the next one is written while that one runs.
    /// </summary>
    private bool IsBatched(ModelFacts model, bool gpu) =>
        GpuUse.Applies(options.Batches.Batching, gpu) && (gpu || model.Interface.DynamicBatch);

    private BatchPlan Plan(ModelFacts model, bool gpu) =>
        BatchPlan.Of(options.Batches, gpu, model.Interface, model.Metadata.Stride, options.Rectangular);

    private string? EnginesOf(ModelFacts model, ExecutionProvider provider)
    {
        if (provider != ExecutionProvider.TensorRt)
            return null;
        logger.LogBuilding(model.Name);
        if (options.TensorRt.CacheFolder.Length == 0)
            return null;
        var engines = EngineCache.FolderOf(model.File, options.TensorRt.CacheFolder);
        if (engines is null)
            logger.LogEnginesNotKept(model.Name);
        return engines;
    }

    private BatchDispatcher Batches(InferenceSession session, ModelFacts model, SlotSpec spec, BatchPlan plan)
    {
        try
        {
            return new BatchDispatcher(new SessionBatchRunner(session, spec), spec, plan, logger, time);
        }
        catch (OutOfMemoryException e)
        {
            throw new ModelLoadException(
                model.File.Path, $"there is no memory for batches of {plan.Sizes.Largest} pictures. Set Inference:MaxBatch lower.", e);
        }
    }

    private SessionPool Pool(InferenceSession first, SessionFactory factory, SlotSpec spec, int capacity, int threads) =>
        new(first, factory.Open, spec, capacity, threads, logger, time);

    /// <summary>Disposes a session if nothing takes ownership of it.</summary>
    private static T Owned<T>(InferenceSession session, Func<InferenceSession, T> use)
    {
        try
        {
            return use(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
