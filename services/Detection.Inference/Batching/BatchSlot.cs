using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Batching;

/// <summary>One picture's lease of a place in a batch. It writes straight into the batch's memory.</summary>
internal sealed class BatchSlot(BatchQueue queue, Batch batch, int place) : IExecutionSlot
{
    private readonly TaskCompletionSource<SlotRun> _run = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IBatchOutput? _output;
    private int _index;
    private int _disposed;

    public Batch Batch => batch;

    /// <summary>Index of its input in the batch's memory; guarded by the queue's lock.</summary>
    public int Place { get; set; } = place;

    /// <summary>Guarded by the queue's lock.</summary>
    public SlotState State { get; set; }

    public int Width { get; } = batch.Memory.Width;

    public int Height { get; } = batch.Memory.Height;

    public InputKind Kind => batch.Memory.Kind;

    public Span<float> Floats => batch.Memory.Floats(Place);

    public Span<byte> Bytes => batch.Memory.Bytes(Place);

    public ModelOutput Output => (_output ?? throw new InvalidOperationException("Nothing ran yet.")).Of(_index);

    /// <exception cref="InvalidOperationException">It ran already.</exception>
    public async ValueTask<SlotRun> RunAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        queue.Submit(this);
        using (ct.UnsafeRegister(static (slot, token) => ((BatchSlot)slot!).Cancel(token), this))
            return await _run.Task;
    }

    /// <summary>Hands over the result.</summary>
    public void Complete(IBatchOutput output, int index, in SlotRun run)
    {
        (_output, _index) = (output, index);
        _run.SetResult(run);
    }

    /// <summary>Hands over the error, if there is no result yet.</summary>
    public void Fail(Exception reason) => _run.TrySetException(reason);

    /// <summary>Gives the place back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            queue.Release(this);
    }

    private void Cancel(CancellationToken token)
    {
        if (queue.Withdraw(this))
            _run.SetCanceled(token);
    }
}
