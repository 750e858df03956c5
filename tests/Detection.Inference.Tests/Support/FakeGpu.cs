using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Tests.Support;

/// <summary>
/// Stands for a GPU with room for one picture at a time. Tells the self-test's picture from a test's, which is of one colour, and
/// fails on either when it is told to.
/// </summary>
internal sealed class FakeGpu : IExecutionBackend
{
    private readonly SemaphoreSlim _free = new(1);

    /// <summary>Why the self-test's picture fails; null: it does not.</summary>
    public Exception? ProbeFault { get; set; }

    /// <summary>Why any other picture fails; null: it does not.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How often the self-test's picture ran.</summary>
    public int Probes { get; private set; }

    public string Description => "a fake";

    public int LargestBatch => 1;

    public async ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        return new Slot(this, width, height);
    }

    public void Fill()
    {
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(FakeGpu gpu, int width, int height) : IExecutionSlot
    {
        private static readonly float[] Nothing = new float[5];
        private readonly byte[] _input = new byte[3 * width * height];

        public int Width => width;

        public int Height => height;

        public InputKind Kind => InputKind.Bytes;

        public Span<float> Floats => throw new NotSupportedException();

        public Span<byte> Bytes => _input;

        public ModelOutput Output => new(Nothing, anchors: 1);

        public ValueTask<SlotRun> RunAsync(CancellationToken ct)
        {
            var probe = _input.AsSpan().ContainsAnyExcept(_input[0]);
            gpu.Probes += probe ? 1 : 0;
            return (probe ? gpu.ProbeFault : gpu.Fault) is { } fault
                ? ValueTask.FromException<SlotRun>(fault)
                : ValueTask.FromResult(new SlotRun(TimeSpan.FromMilliseconds(1), 1));
        }

        public void Dispose() => gpu._free.Release();
    }
}
