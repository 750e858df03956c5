using Detection.Inference.Detecting;
using Detection.Inference.Execution;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>Makes a detector of a file: opens it, checks what it is, finds the best provider that runs it, self-tests it there.</summary>
internal sealed class ModelLoader(
    InferenceOptions options, ProviderPlan plan, ILogger logger, TimeProvider time, GpuHealth? gpu = null)
{
    private readonly BackendFactory _backends = new(options, logger, time);

    /// <exception cref="ModelLoadException">
    /// The file is no usable detection model, or none of the providers that will do can run it.
    /// </exception>
    public Detector Load(ModelFile file)
    {
        var (model, cpu) = _backends.OpenOnCpu(file);
        try
        {
            var problems = new List<ProviderProblem>(plan.Problems);
            if (OnGpu(model, cpu, problems) is { } detector)
            {
                cpu.Dispose();
                return detector;
            }

            if (!plan.Cpu)
                throw new ModelLoadException(file.Path, ProviderPlan.Refusal(options, problems));
            return OnCpu(model, cpu, problems);
        }
        catch
        {
            cpu.Dispose();
            throw;
        }
    }

    /// <summary>Tries the providers of the plan; null, and each one's problem noted, where none runs the model.</summary>
    private Detector? OnGpu(ModelFacts model, IExecutionBackend cpu, List<ProviderProblem> problems)
    {
        foreach (var provider in plan.Gpu)
        {
            try
            {
                return OnGpu(model, provider, cpu, problems);
            }
            catch (ModelLoadException e)
            {
                problems.Add(new ProviderProblem(provider, e.Reason));
            }
        }

        return null;
    }

    private Detector OnGpu(ModelFacts model, ExecutionProvider provider, IExecutionBackend cpu, List<ProviderProblem> problems) =>
        WithBestInput(model, provider, input =>
        {
            var (setup, backend) = _backends.OpenOnGpu(model, provider, input);
            var tolerance = Tolerance.Of(setup, Math.Max(model.Interface.Width, model.Interface.Height));
            return Tested(model, backend, provider, problems, () => new SelfTest(model, backend, cpu, tolerance, gpu: true).Run());
        });

    private Detector OnCpu(ModelFacts model, IExecutionBackend cpu, List<ProviderProblem> problems) =>
        WithBestInput(model, ExecutionProvider.Cpu, input =>
        {
            if (_backends.IsBatchedOnCpu(model))
                return OnCpu(model, cpu, input, model.Interface.Output, Tolerance.SinglePrecision, problems);
            if (model.Interface.Output == OutputKind.List)
                return Whole("its graph selects the boxes itself.");
            try
            {
                // Without the end of its graph, which is done here for less.
                return OnCpu(model, cpu, input, OutputKind.Heads, Tolerance.Rounding, problems);
            }
            catch (ModelLoadException e)
            {
                return Whole(e.Reason);
            }

            Detector Whole(string reason)
            {
                var whole = input == InputKind.Floats
                    ? Describe(model, cpu, ExecutionProvider.Cpu, problems, new SelfTest(model, cpu).Run())
                    : OnCpu(model, cpu, input, model.Interface.Output, Tolerance.Rounding, problems);
                logger.LogWhole(model.Name, reason);
                return whole;
            }
        });

    private Detector OnCpu(
        ModelFacts model, IExecutionBackend cpu, InputKind input, OutputKind output, Tolerance tolerance, List<ProviderProblem> problems)
    {
        var backend = _backends.OpenOnCpu(model, input, output);
        var detector = Tested(
            model, backend, ExecutionProvider.Cpu, problems, () => new SelfTest(model, backend, cpu, tolerance).Run());
        cpu.Dispose();
        return detector;
    }

    /// <summary>Tries the better input first; where only the other one runs, the log hears why.</summary>
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

    private Detector Tested(
        ModelFacts model, IExecutionBackend backend, ExecutionProvider provider, List<ProviderProblem> problems, Func<SelfTestResult> test)
    {
        try
        {
            return Describe(model, backend, provider, problems, test());
        }
        catch
        {
            backend.Dispose();
            throw;
        }
    }

    private Detector Describe(
        ModelFacts model, IExecutionBackend backend, ExecutionProvider provider, List<ProviderProblem> problems, SelfTestResult selfTest)
    {
        var info = new ModelInfo
        {
            Name = model.Name,
            File = model.File.Path,
            BuiltIn = model.File.Path == options.BuiltIn?.File,
            Task = model.Metadata.Task,
            Labels = model.Metadata.Labels,
            Stride = model.Metadata.Stride,
            InputWidth = model.Interface.Width,
            InputHeight = model.Interface.Height,
            DynamicBatch = model.Interface.DynamicBatch,
            DynamicSize = model.Interface.DynamicSize,
            Provider = provider.Label(),
            ProviderNote = plan.Note(problems),
            GpuSigns = plan.Signs,
            Layout = backend.Description,
            SelfTest = selfTest,
        };
        return new Detector(info, backend, options.Rectangular, time, GpuWatch.Of(info, backend, gpu, logger));
    }
}
