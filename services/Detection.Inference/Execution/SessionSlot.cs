using Detection.Inference.Loading;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Inference.Execution;

/// <summary>One session with its thread and its buffers. Leased through <see cref="SessionPool"/>; owned by it.</summary>
internal sealed class SessionSlot : IExecutionSlot
{
    private static readonly string[] InputNames = [ModelInterface.InputName];
    private static readonly string[] OutputNames = [ModelInterface.OutputName];

    private readonly InferenceSession _session;
    private readonly SessionThread _thread;
    private readonly RunOptions _runOptions = new();
    private readonly float[] _input;
    private readonly int _rows;
    private readonly TimeProvider _time;
    private readonly Action<SessionSlot> _release;
    private IDisposableReadOnlyCollection<OrtValue>? _results;
    private int _anchors;

    /// <param name="session">Owned from here on.</param>
    /// <param name="maxPixels">Height times width of the largest input.</param>
    /// <param name="rows">4 + classes: what each output must have.</param>
    /// <param name="name">Of the thread.</param>
    /// <param name="release">Takes the slot back when its lease ends.</param>
    /// <param name="time">Measures the runs.</param>
    public SessionSlot(InferenceSession session, int maxPixels, int rows, string name, Action<SessionSlot> release, TimeProvider time)
    {
        (_session, _rows, _release, _time) = (session, rows, release, time);
        _input = GC.AllocateUninitializedArray<float>(3 * maxPixels, pinned: true);
        _thread = new SessionThread(name);
    }

    public ModelOutput Output =>
        new((_results ?? throw new InvalidOperationException("Nothing ran yet."))[0].GetTensorDataAsSpan<float>(), _anchors);

    public Span<float> Input(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, _input.Length / 3, nameof(width));
        return _input.AsSpan(0, 3 * width * height);
    }

    public async ValueTask<TimeSpan> RunAsync(int width, int height, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return await _thread.RunAsync(() => Run(width, height));
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
        _runOptions.Dispose();
        _session.Dispose();
    }

    private TimeSpan Run(int width, int height)
    {
        ReleaseResults();
        var start = _time.GetTimestamp();
        try
        {
            // The tensor is a view of the pinned buffer: nothing is copied on the way in or out.
            using var input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _input.AsMemory(0, 3 * width * height), [1, 3, height, width]);
            _results = _session.Run(_runOptions, InputNames, [input], OutputNames);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"The network failed on an input of {width}x{height} pixels: {e.Message.Trim()}", e);
        }

        var elapsed = _time.GetElapsedTime(start);
        CheckShape(_results[0].GetTensorTypeAndShape());
        return elapsed;
    }

    private void CheckShape(OrtTensorTypeAndShapeInfo info)
    {
        if (info.Shape is not [1, var rows, > 0 and var anchors] || rows != _rows)
        {
            throw new InferenceException(
                $"The network put out [{string.Join(", ", info.Shape)}]; expected [1, {_rows}, anchors].");
        }

        _anchors = (int)anchors;
    }

    private void ReleaseResults()
    {
        _results?.Dispose();
        _results = null;
    }
}
