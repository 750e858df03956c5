using Detection.Inference.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Loading;

/// <summary>Makes a detector of a file: opens it, checks what it is, self-tests it.</summary>
internal sealed class ModelLoader(InferenceOptions options, ProviderPlan plan, ILogger logger, TimeProvider time)
{
    /// <exception cref="ModelLoadException">The file is no usable detection model, or its provider was required and fails.</exception>
    public Detector Load(string file)
    {
        if (!plan.TryCuda)
            return Load(file, ExecutionProvider.Cpu, plan.Note);
        string note;
        try
        {
            return Load(file, ExecutionProvider.Cuda, null);
        }
        catch (ModelLoadException e) when (!plan.Required)
        {
            note = e.Reason;
        }

        // If the model itself is at fault, this fails for the same reason and says so.
        return Load(file, ExecutionProvider.Cpu, note);
    }

    private Detector Load(string file, ExecutionProvider provider, string? note)
    {
        var factory = new SessionFactory(file, provider);
        var session = factory.Open();
        SessionPool pool;
        ModelMetadata metadata;
        ModelInterface model;
        try
        {
            metadata = ModelMetadata.Read(file, session.ModelMetadata.CustomMetadataMap);
            model = ModelInterface.Check(file, Specs(session.InputMetadata), Specs(session.OutputMetadata), metadata);
            pool = Pool(session, factory, Spec(file, model, metadata), Capacity(provider));
        }
        catch
        {
            session.Dispose();
            throw;
        }

        try
        {
            var selfTest = Test(file, provider, pool, model, metadata);
            return new Detector(Describe(file, provider, note, metadata, model, selfTest), pool, options.Rectangular, time);
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    private SessionPool Pool(InferenceSession first, SessionFactory factory, SlotSpec spec, int capacity) =>
        new(first, factory.Open, spec, capacity, logger, time);

    private static SlotSpec Spec(string file, ModelInterface model, ModelMetadata metadata) =>
        new(file, model.Height * model.Width, 4 + metadata.Labels.Count);

    // Parallel runs on a GPU share one stream and gain nothing.
    private int Capacity(ExecutionProvider provider) =>
        provider == ExecutionProvider.Cuda ? 1 : options.Sessions > 0 ? options.Sessions : Environment.ProcessorCount;

    private SelfTestResult Test(
        string file, ExecutionProvider provider, SessionPool pool, ModelInterface model, ModelMetadata metadata)
    {
        var test = new SelfTest(file, metadata, model);
        if (provider == ExecutionProvider.Cpu)
            return test.Run(pool, null);
        var factory = new SessionFactory(file, ExecutionProvider.Cpu);
        using var reference = Pool(factory.Open(), factory, Spec(file, model, metadata), 1);
        return test.Run(pool, reference);
    }

    private ModelInfo Describe(
        string file, ExecutionProvider provider, string? note, ModelMetadata metadata, ModelInterface model, SelfTestResult selfTest) =>
        new()
        {
            Name = ModelFolders.NameOf(file),
            File = file,
            BuiltIn = file == options.BuiltIn?.File,
            Task = metadata.Task,
            Labels = metadata.Labels,
            Stride = metadata.Stride,
            InputWidth = model.Width,
            InputHeight = model.Height,
            DynamicBatch = model.DynamicBatch,
            DynamicSize = model.DynamicSize,
            Provider = provider == ExecutionProvider.Cuda ? "CUDA" : "CPU",
            ProviderNote = note,
            SelfTest = selfTest,
        };

    private static List<TensorSpec> Specs(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        [.. nodes.Select(n => n.Value.IsTensor
            ? new TensorSpec(n.Key, n.Value.ElementDataType.ToString().ToLowerInvariant(), n.Value.Dimensions)
            : new TensorSpec(n.Key, n.Value.OnnxValueType.ToString().ToLowerInvariant(), []))];
}
