using Detection.Inference.Decoding;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>One session with its thread and its buffers. Leased through <see cref="SessionPool"/>; owned by it.</summary>
internal sealed class SessionSlot : IExecutionSlot
{
    private readonly InferenceSession _session;
    private readonly SlotSpec _spec;
    private readonly SessionThread _thread;
    private readonly RunOptions _runOptions = new();
    private readonly InputMemory _input;
    private readonly string[] _inputNames;
    private readonly IReadOnlyCollection<string> _outputNames;
    private readonly HeadMaps? _heads;
    private readonly TimeProvider _time;
    private readonly Action<SessionSlot> _release;
    private IDisposableReadOnlyCollection<OrtValue>? _results;
    private int _anchors;

    /// <param name="session">Owned from here on.</param>
    /// <param name="spec">Of the model.</param>
    /// <param name="name">Of the thread.</param>
    /// <param name="release">Takes the slot back when its lease ends.</param>
    /// <param name="time">Measures the runs.</param>
    public SessionSlot(InferenceSession session, SlotSpec spec, string name, Action<SessionSlot> release, TimeProvider time)
    {
        (_session, _spec, _release, _time) = (session, spec, release, time);
        _inputNames = [session.InputNames[0]];
        (_outputNames, _heads) = spec.Output == OutputKind.Heads ? (session.OutputNames, new HeadMaps(session.OutputNames.Count / 2)) : ([ModelInterface.OutputName], null);
        _input = new InputMemory(spec.Input, spec.InputBytes(spec.MaxPixels));
        _thread = new SessionThread(name);
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public InputKind Kind => _spec.Input;

    public Span<float> Floats => _input.AsFloats(0, (int)_spec.InputBytes(Width * Height));

    public Span<byte> Bytes => _input.AsBytes(0, (int)_spec.InputBytes(Width * Height));

    public ModelOutput Output => _results is null ? throw new InvalidOperationException("Nothing ran yet.")
        : _heads is not null ? new ModelOutput(_heads)
        : ModelOutput.Of(_results[0].GetTensorDataAsSpan<float>(), _anchors, _spec);

    /// <summary>Begins a lease.</summary>
    public SessionSlot For(int width, int height)
    {
        (Width, Height) = (width, height);
        return this;
    }

    public async ValueTask<SlotRun> RunAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new SlotRun(await _thread.RunAsync(Run), BatchSize: 1);
    }

    /// <summary>Ends the lease; the slot itself lives on in its pool.</summary>
    public void Dispose()
    {
        ReleaseResults();
        _release(this);
    }

    /// <summary>Frees the session. Not while it is leased.</summary>
    public void Close()
    {
        _thread.Dispose();
        ReleaseResults();
        _input.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private TimeSpan Run()
    {
        ReleaseResults();
        var start = _time.GetTimestamp();
        try
        {
            // The tensor is a view of the input's memory: nothing is copied on the way in or out.
            using var input = _input.Tensor(0, 1, Width, Height);
            _results = _session.Run(_runOptions, _inputNames, [input], _outputNames);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"The network failed on an input of {Width}x{Height} pixels: {e.Message.Trim()}", e);
        }

        var elapsed = _time.GetElapsedTime(start);
        try
        {
            if (_heads is null)
                _anchors = OutputShape.Anchors(_results[0], 1, _spec);
            else
                _heads.Take(_results, Width, _spec.Classes);
        }
        catch
        {
            ReleaseResults();
            throw;
        }

        InferenceMetrics.RecordBatch(_spec.Model, 1);
        return elapsed;
    }

    private void ReleaseResults()
    {
        _results?.Dispose();
        _results = null;
    }
}
