using System.Threading.Channels;
using Detection.Inference.Batching;
using Detection.Inference.Execution;

namespace Detection.Inference.Tests.Support;

/// <summary>
/// Stands for a network: an input is full of one number, and so is its output. Can be held, and faults where it is told to.
/// </summary>
internal sealed class FakeRunner : IBatchRunner
{
    public const int Rows = 5, Anchors = 3;

    /// <summary>How long tests wait for what must happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<FakeRun> _begun = Channel.CreateUnbounded<FakeRun>();
    private int _running;
    private int _outputs;

    /// <summary>Whether each run waits until it is released.</summary>
    public bool Hold { get; set; }

    /// <summary>Why a run fails; null: it does not.</summary>
    public Func<FakeRun, Exception?> Fault { get; set; } = _ => null;

    public bool Disposed { get; private set; }

    /// <summary>Results that nobody disposed.</summary>
    public int OutputsAlive => Volatile.Read(ref _outputs);

    public IBatchOutput Run(in BatchInput input)
    {
        ObjectDisposedException.ThrowIf(Disposed, this);
        if (Interlocked.Increment(ref _running) != 1)
            throw new InvalidOperationException("Two runs at once.");
        try
        {
            var run = Read(input);
            _begun.Writer.TryWrite(run);
            if (Hold)
                run.Wait();
            if (Fault(run) is { } fault)
                throw fault;
            Interlocked.Increment(ref _outputs);
            return new FakeOutput(this, run.Pictures);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public void Dispose() => Disposed = true;

    /// <summary>The next run that has begun.</summary>
    public async Task<FakeRun> BegunAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>All runs that have begun and were not asked for.</summary>
    public IReadOnlyList<FakeRun> Begun()
    {
        var runs = new List<FakeRun>();
        while (_begun.Reader.TryRead(out var run))
            runs.Add(run);
        return runs;
    }

    private static FakeRun Read(in BatchInput input)
    {
        var pictures = new byte[input.Count];
        var length = 3 * input.Width * input.Height;
        for (var i = 0; i < pictures.Length; i++)
        {
            var bytes = input.Memory.Bytes(input.Offset + ((long)i * length), length);
            pictures[i] = bytes[0];
            if (bytes.ContainsAnyExcept(bytes[0]))
                throw new InvalidDataException("An input holds a part of another picture.");
        }

        return new FakeRun(input.Width, input.Height, pictures, input.Memory);
    }

    private sealed class FakeOutput(FakeRunner runner, byte[] pictures) : IBatchOutput
    {
        private readonly float[][] _values = [.. pictures.Select(picture => Enumerable.Repeat((float)picture, Rows * Anchors).ToArray())];
        private bool _disposed;

        public ModelOutput Of(int index)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new ModelOutput(_values[index], Anchors);
        }

        public void Dispose()
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _disposed = true;
            Interlocked.Decrement(ref runner._outputs);
        }
    }
}
