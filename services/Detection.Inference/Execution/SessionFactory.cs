using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>Opens sessions of one model file on one provider.</summary>
internal sealed class SessionFactory(string file, ExecutionProvider provider)
{
    private (long Length, DateTime Written)? _opened;

    /// <summary>Opens a session. Later ones must find the file that the first one found.</summary>
    /// <exception cref="ModelLoadException">The file cannot be read, is no model, has changed, or the provider fails.</exception>
    public InferenceSession Open()
    {
        try
        {
            var state = CheckReadable();
            if (_opened is { } first && first != state)
                throw new ModelLoadException(file, "the file has changed since the start; restart to use the new one.");
            using var options = Options();
            var session = new InferenceSession(file, options);
            _opened = state;
            return session;
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelLoadException(file, Explain(e), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(file, $"the file cannot be read: {e.Message}", e);
        }
    }

    private (long Length, DateTime Written) CheckReadable()
    {
        using var stream = File.OpenRead(file);
        return stream.Length > 0
            ? (stream.Length, File.GetLastWriteTimeUtc(file))
            : throw new ModelLoadException(file, "the file is empty. Copy it again.");
    }

    private string Explain(OnnxRuntimeException e) => provider == ExecutionProvider.Cpu
        ? $"ONNX Runtime cannot load it; it may be damaged, incomplete or no ONNX model. Copy or export it again. ({e.Message.Trim()})"
        : $"ONNX Runtime cannot run it on CUDA: {e.Message.Trim()}";

    private SessionOptions Options()
    {
        // One thread a session and one session a core: nothing is gained by spreading one small picture over cores.
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            // A plan of the memory for each shape seen costs 30 MB a session with rectangular inputs, and saves no time.
            EnableMemoryPattern = false,
            // What goes wrong arrives as an exception; the warnings are about the model's author's choices.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            if (provider == ExecutionProvider.Cuda)
                AppendCuda(options);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    private static void AppendCuda(SessionOptions options)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = 0.ToString(CultureInfo.InvariantCulture),
            // EXHAUSTIVE tunes anew for each shape of the input, and rectangular inputs have many.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            ["arena_extend_strategy"] = "kSameAsRequested",
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }
}
