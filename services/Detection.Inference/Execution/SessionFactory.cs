using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Onnx;
using Detection.Inference.Providers;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Opens sessions of one model file, as it was read, with one setup.</summary>
/// <param name="file">The file.</param>
/// <param name="setup">Their settings.</param>
/// <param name="spec">Their input and output; null: as in the file.</param>
internal sealed class SessionFactory(ModelFile file, SessionSetup setup, SlotSpec? spec = null)
{
    // Changed once for all sessions, and let go with the factory, which is when all of them are open.
    private readonly Lazy<ModelFile> _model = new(() => Changed(file, spec));

    /// <exception cref="ModelLoadException">The file is no model, cannot be changed as requested, or the provider fails.</exception>
    public InferenceSession Open()
    {
        try
        {
            using var options = Options();
            return new InferenceSession(_model.Value.Bytes, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException(file.Path, Explain(e), e);
        }
    }

    private static ModelFile Changed(ModelFile model, SlotSpec? spec)
    {
        if (spec?.Output == OutputKind.Heads)
            model = model with { Bytes = HeadModel.Of(model, spec.Classes) };
        if (spec?.Input == InputKind.Bytes)
            model = model with { Bytes = ByteInputModel.Of(model) };
        return model;
    }

    private string Explain(OnnxRuntimeException e) => setup.Provider == ExecutionProvider.Cpu && ReferenceEquals(_model.Value, file)
        ? $"ONNX Runtime cannot load it; it may be damaged, incomplete or no ONNX model. Copy or export it again. ({RuntimeMessage.Tidy(e)})"
        : RuntimeMessage.Tidy(e);

    private SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = setup.Cpu.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = setup.Cpu.Level,
            EnableMemoryPattern = setup.Cpu.MemoryPattern,
            // What goes wrong arrives as an exception; the warnings are about the model's author's choices.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            // Bytes have no folder: this is where weights lie that a model keeps in a file of their own.
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(file.Path)!);
            foreach (var (key, value) in setup.Entries)
                options.AddSessionConfigEntry(key, value);
            Append(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    /// <summary>A node goes to the first provider that can run it: TensorRT, then CUDA, then, always there, the CPU.</summary>
    private void Append(SessionOptions options)
    {
        if (setup.TensorRt.Count > 0)
        {
            using var tensorRt = new OrtTensorRTProviderOptions();
            tensorRt.UpdateOptions(new Dictionary<string, string>(setup.TensorRt));
            options.AppendExecutionProvider_Tensorrt(tensorRt);
        }

        if (setup.Cuda.Count > 0)
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string>(setup.Cuda));
            options.AppendExecutionProvider_CUDA(cuda);
        }
    }
}
