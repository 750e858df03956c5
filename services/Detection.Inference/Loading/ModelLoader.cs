using Detection.Inference.Detecting;
using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>Makes a detector from a file.</summary>
/// <remarks>
/// 1. Open the file on the CPU as it is: that shows what it is, and gives the reference for the self-test. 2. Try the GPU
/// providers of the plan in order; the first that opens the model and passes the self-test runs it. 3. Otherwise the CPU
/// runs it, if the plan allows that: in batches, or picture by picture without the end of its graph, or with the whole graph.
/// On each provider an input of bytes is tried first, where the options want one.
/// </remarks>
internal sealed class ModelLoader(
    InferenceOptions options, ProviderPlan plan, ILogger logger, TimeProvider time, GpuHealth? gpu = null)
{
    private readonly BackendFactory _backends = new(options, logger, time);
    private readonly DetectorFactory _detectors = new(options, plan, logger, time, gpu);

    /// <exception cref="ModelLoadException">
    /// The file is no usable detection model, or no provider of the plan can run it.
    /// </exception>
    public Detector Load(ModelFile file)
    {
        var (model, reference) = _backends.OpenOnCpu(file);
        try
        {
            var problems = new List<ProviderProblem>(plan.Problems);
            if (TryGpus(model, reference, problems) is { } detector)
            {
                reference.Dispose();
                return detector;
            }

            if (!plan.Cpu)
                throw new ModelLoadException(file.Path, ProviderPlan.Refusal(options, problems));
            return LoadOnCpu(model, reference, problems);
        }
        catch
        {
            reference.Dispose();
            throw;
        }
    }

    /// <summary>The first GPU provider that runs the model; null if none does. The problem of each that fails is added.</summary>
    private Detector? TryGpus(ModelFacts model, IExecutionBackend reference, List<ProviderProblem> problems)
    {
        foreach (var provider in plan.Gpu)
        {
            try
            {
                return WithBestInput(model, provider, input => LoadOnGpu(model, provider, input, reference, problems));
            }
            catch (ModelLoadException e)
            {
                problems.Add(new ProviderProblem(provider, e.Reason));
            }
        }

        return null;
    }

    private Detector LoadOnGpu(
        ModelFacts model, ExecutionProvider provider, InputKind input, IExecutionBackend reference, List<ProviderProblem> problems)
    {
        var (setup, backend) = _backends.OpenOnGpu(model, provider, input);
        var tolerance = Tolerance.Of(setup, Math.Max(model.Interface.Width, model.Interface.Height));
        return _detectors.Make(model, backend, provider, problems, new SelfTest(model, backend, reference, tolerance, gpu: true));
    }

    private Detector LoadOnCpu(ModelFacts model, IExecutionBackend reference, List<ProviderProblem> problems) =>
        WithBestInput(model, ExecutionProvider.Cpu, input => _backends.IsBatchedOnCpu(model)
            ? Reopen(model, input, model.Interface.Output, reference, Tolerance.SinglePrecision, problems)
            : LoadUnbatched(model, input, reference, problems));

    /// <summary>Without the end of the graph, which costs less here; with the whole graph where that is not possible.</summary>
    private Detector LoadUnbatched(ModelFacts model, InputKind input, IExecutionBackend reference, List<ProviderProblem> problems)
    {
        var reason = "its graph selects the boxes itself.";
        if (model.Interface.Output != OutputKind.List)
        {
            try
            {
                return Reopen(model, input, OutputKind.Heads, reference, Tolerance.Rounding, problems);
            }
            catch (ModelLoadException e)
            {
                reason = e.Reason;
            }
        }

        var whole = input == InputKind.Floats
            ? _detectors.Make(model, reference, ExecutionProvider.Cpu, problems, new SelfTest(model, reference))
            : Reopen(model, input, model.Interface.Output, reference, Tolerance.Rounding, problems);
        logger.LogWhole(model.Name, reason);
        return whole;
    }

    /// <summary>Opens the file on the CPU in another way, tests it against the reference, and disposes that.</summary>
    private Detector Reopen(
        ModelFacts model, InputKind input, OutputKind output, IExecutionBackend reference, Tolerance tolerance, List<ProviderProblem> problems)
    {
        var backend = _backends.OpenOnCpu(model, input, output);
        var detector = _detectors.Make(model, backend, ExecutionProvider.Cpu, problems, new SelfTest(model, backend, reference, tolerance));
        reference.Dispose();
        return detector;
    }

    /// <summary>Tries bytes first, if wanted; if only floats run, the log says why.</summary>
    private Detector WithBestInput(ModelFacts model, ExecutionProvider provider, Func<InputKind, Detector> load)
    {
        string reason;
        if (!_backends.TakesBytes(provider != ExecutionProvider.Cpu))
            return load(InputKind.Floats);
        try
        {
            return load(InputKind.Bytes);
        }
        catch (ModelLoadException e)
        {
            reason = e.Reason;
        }

        var detector = load(InputKind.Floats);
        logger.LogInputKept(model.Name, provider.Label(), reason);
        return detector;
    }
}
