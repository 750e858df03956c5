using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Bare;

/// <summary>ONNX Runtime alone: sessions of one model in one layout, with nothing set but the number of threads.</summary>
internal sealed class BareSessions : IDisposable
{
    private readonly InferenceSession[] _sessions;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    /// <param name="model">All bytes of a model's file.</param>
    /// <param name="layout">How many sessions, of how many threads.</param>
    public BareSessions(byte[] model, SessionLayout layout)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = layout.Threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        Layout = layout;
        _sessions = [.. Enumerable.Range(0, layout.Sessions).Select(_ => new InferenceSession(model, options))];
        Model = BareModel.Read(_sessions[0]);
        (_inputs, _outputs) = ([Model.Input], [.. _sessions[0].OutputNames]);
    }

    public SessionLayout Layout { get; }

    public BareModel Model { get; }

    /// <summary>Runs one session on one tensor, and drops what comes out.</summary>
    public void Run(int session, PreparedTensor tensor)
    {
        using var results = _sessions[session].Run(_run, _inputs, [tensor.Value], _outputs);
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
            session.Dispose();
        _run.Dispose();
    }
}
