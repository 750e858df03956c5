using Detection.Inference.Detecting;
using Detection.Inference.Execution;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Loading;

/// <summary>Makes a detector of a backend that has passed the self-test.</summary>
internal sealed class DetectorFactory(InferenceOptions options, ProviderPlan plan, ILogger logger, TimeProvider time, GpuHealth? gpu)
{
    /// <param name="model">The model.</param>
    /// <param name="backend">Owned from here on; disposed if the test fails.</param>
    /// <param name="provider">The provider of the backend.</param>
    /// <param name="problems">Why no better provider.</param>
    /// <param name="test">Tests the backend.</param>
    /// <exception cref="ModelLoadException">The test fails.</exception>
    public Detector Make(
        ModelFacts model, IExecutionBackend backend, ExecutionProvider provider, IReadOnlyList<ProviderProblem> problems, SelfTest test)
    {
        try
        {
            var info = Describe(model, backend, provider, problems, test.Run());
            return new Detector(info, backend, options.Rectangular, time, GpuWatch.Of(info, backend, gpu, logger));
        }
        catch
        {
            backend.Dispose();
            throw;
        }
    }

    private ModelInfo Describe(
        ModelFacts model, IExecutionBackend backend, ExecutionProvider provider, IReadOnlyList<ProviderProblem> problems, SelfTestResult selfTest) => new()
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
}
