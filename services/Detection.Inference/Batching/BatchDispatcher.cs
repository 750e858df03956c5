using Detection.Inference.Execution;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Batching;

/// <summary>
/// One session and one thread that runs pictures in batches: for a GPU, where parallel runs take turns on one stream, and a
/// batch takes little longer than a picture.
/// </summary>
/// <remarks>
/// 1. A slot is a place in a batch's memory; its picture is letterboxed straight into it, and nothing is copied on the way to
/// ONNX Runtime. Memory is bounded to three batches: one is written while another runs and the results of a third are read.
/// 2. <see cref="BatchQueue"/> chooses the batch that begins. 3. <see cref="BatchEngine"/> runs it: cancelled pictures are
/// left out, and the rest are padded to a size that ran before. 4. A batch that fails runs again in two parts, and these
/// again, until only the pictures that fail on their own are left.
/// </remarks>
internal sealed class BatchDispatcher : IExecutionBackend
{
    private const int Batches = 3;

    private readonly SlotSpec _spec;
    private readonly BatchPlan _plan;
    private readonly BatchEngine _engine;
    private readonly BatchQueue _queue;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private int _disposed;

    /// <param name="runner">Owned from here on.</param>
    /// <param name="spec">Of the model.</param>
    /// <param name="plan">How pictures are gathered.</param>
    /// <param name="logger">Logs batches that fail.</param>
    /// <param name="time">Measures the runs and the delay.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for the batches.</exception>
    public BatchDispatcher(IBatchRunner runner, SlotSpec spec, BatchPlan plan, ILogger logger, TimeProvider time)
    {
        (_spec, _plan) = (spec, plan);
        _queue = new BatchQueue(Allocate(spec, plan.Sizes.Largest), plan, time, () => _wake.Set());
        _engine = new BatchEngine(runner, spec, plan.Sizes, logger, time);
        _timer = time.CreateTimer(_ => _wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"{Path.GetFileName(spec.File)} batches" };
        _thread.Start();
    }

    public int LargestBatch => _engine.Largest;

    public string Description =>
        $"1 session in batches of up to {LargestBatch}, for which pictures wait up to {_plan.MaxDelay.TotalMilliseconds:0.###} ms";

    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        _spec.ThrowIfTooLarge(width, height);
        return _queue.RentAsync(width, height, ct);
    }

    /// <summary>Runs every size once on every usual shape. A size that does not run (for lack of GPU memory, say) is not used, nor a larger one.</summary>
    public void Fill()
    {
        foreach (var (width, height) in _plan.WarmShapes)
        {
            _engine.Warm(width, height);
            _queue.Limit(_engine.Largest);
        }
    }

    /// <summary>
    /// Refuses new pictures and those that wait for a place, and returns once all slots were given back and the session is
    /// freed: a process that exits while native code runs may crash. Not from within a lease.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _queue.Close();
        _thread.Join();
        // Waits for a timer callback under way, which would find the event disposed.
        _timer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _wake.Dispose();
        _engine.Dispose();
        _queue.Dispose();
    }

    private static List<Batch> Allocate(SlotSpec spec, int places)
    {
        var batches = new List<Batch>();
        try
        {
            for (var i = 0; i < Batches; i++)
                batches.Add(new Batch(spec, places));
            return batches;
        }
        catch (OutOfMemoryException)
        {
            batches.ForEach(batch => batch.Dispose());
            throw;
        }
    }

    private void Loop()
    {
        while (!_queue.IsDrained)
        {
            if (_queue.TryTake(out var wait) is { } batch)
            {
                _engine.Run(batch);
                _queue.Finish(batch);
                continue;
            }

            // Rounded up: timers count whole milliseconds, and would fire early again and again.
            if (wait != Timeout.InfiniteTimeSpan)
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            _wake.WaitOne();
        }
    }
}
