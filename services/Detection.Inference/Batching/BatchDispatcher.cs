using Detection.Inference.Execution;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Batching;

/// <summary>
/// One session and one thread that runs pictures in batches. For a GPU, whose parallel runs would take turns on one stream,
/// and which does a batch in little more time than a picture.
/// </summary>
/// <remarks>
/// 1. A slot is a place in a batch's memory, into which its picture is letterboxed directly: nothing is copied on the way to
/// ONNX Runtime. There is memory for three batches, and no more is ever used: one is written while another runs and the
/// results of a third are read. 2. <see cref="BatchQueue"/> says which batch begins. 3. Cancelled pictures are left out and
/// the rest padded to a size that was run before. 4. A batch that fails is run again in two parts, and these again, until
/// only the picture remains that fails on its own.
/// </remarks>
internal sealed partial class BatchDispatcher : IExecutionBackend
{
    private const int Batches = 3;

    private readonly IBatchRunner _runner;
    private readonly SlotSpec _spec;
    private readonly BatchPlan _plan;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly BatchQueue _queue;
    private readonly Lock _engine = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private volatile BatchSizes _sizes;
    private int _disposed;

    /// <param name="runner">Owned from here on.</param>
    /// <param name="spec">Of the model.</param>
    /// <param name="plan">How pictures are gathered.</param>
    /// <param name="logger">Hears of batches that fail.</param>
    /// <param name="time">Measures the runs and the delay.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for the batches.</exception>
    public BatchDispatcher(IBatchRunner runner, SlotSpec spec, BatchPlan plan, ILogger logger, TimeProvider time)
    {
        (_runner, _spec, _plan, _logger, _time, _sizes) = (runner, spec, plan, logger, time, plan.Sizes);
        _queue = new BatchQueue(Allocate(spec, plan.Sizes.Largest), plan, time, () => _wake.Set());
        _timer = time.CreateTimer(_ => _wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"{Path.GetFileName(spec.File)} batches" };
        _thread.Start();
    }

    public int LargestBatch => _sizes.Largest;

    public string Description =>
        $"1 session in batches of up to {LargestBatch}, for which pictures wait up to {_plan.MaxDelay.TotalMilliseconds:0.###} ms";

    public ValueTask<IExecutionSlot> RentAsync(int width, int height, CancellationToken ct)
    {
        _spec.ThrowIfTooLarge(width, height);
        return _queue.RentAsync(width, height, ct);
    }

    /// <summary>Runs every size once. One that does not run (for want of the GPU's memory, say) is not used, nor a larger one.</summary>
    public void Fill()
    {
        foreach (var (width, height) in _plan.WarmShapes)
        {
            using var memory = new InputMemory(_spec.Input, _sizes.Largest * _spec.InputBytes(width * height));
            memory.Clear();
            foreach (var size in _sizes.All)
            {
                if (!TryWarm(new BatchInput(memory, 0, size, width, height)))
                    break;
            }
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
        // Waits for a ring that is under way, which would find the bell gone.
        _timer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _wake.Dispose();
        lock (_engine)
            _runner.Dispose();
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
                Run(batch);
                continue;
            }

            // Upwards: timers count in whole milliseconds, and would ring too early and again and again.
            if (wait != Timeout.InfiniteTimeSpan)
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            _wake.WaitOne();
        }
    }

    private void Run(Batch batch)
    {
        try
        {
            batch.Compact();
            Run(batch, 0, batch.Pictures.Count);
        }
#pragma warning disable CA1031 // Whatever it is (a listener of the metrics that throws, say): those who wait must hear, and others be served.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnexpected(_spec.File, e);
            foreach (var picture in batch.Pictures)
                picture.Fail(e);
        }

        _queue.Finish(batch);
    }

    private void Run(Batch batch, int first, int count)
    {
        IBatchOutput output;
        var start = _time.GetTimestamp();
        try
        {
            var input = batch.Input(first, count, _sizes.For(count));
            lock (_engine)
                output = _runner.Run(input);
        }
#pragma warning disable CA1031 // It reaches whoever awaits the picture; on this thread it would end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            RunAgain(batch, first, count, e);
            return;
        }

        var run = new SlotRun(_time.GetElapsedTime(start), count);
        batch.Keep(output);
        for (var i = 0; i < count; i++)
            batch.Pictures[first + i].Complete(output, i, run);
        InferenceMetrics.RecordBatch(_spec.Model, count);
    }

    private void RunAgain(Batch batch, int first, int count, Exception reason)
    {
        if (count == 1)
        {
            batch.Pictures[first].Fail(reason);
            return;
        }

        LogBatchFailed(_spec.File, count, reason.Message);
        var part = BatchSizes.FirstPart(count);
        Run(batch, first, part);
        Run(batch, first + part, count - part);
    }

    private bool TryWarm(BatchInput input)
    {
        try
        {
            lock (_engine)
                _runner.Run(input).Dispose();
            return true;
        }
        catch (InferenceException e) when (input.Count == 1)
        {
            LogShapeFailed(_spec.File, input.Width, input.Height, e.Message);
            return false;
        }
        catch (InferenceException e)
        {
            var largest = _sizes.All.Last(size => size < input.Count);
            LogSizeFailed(_spec.File, input.Count, largest, e.Message);
            _sizes = _sizes.UpTo(largest);
            _queue.Limit(largest);
            return false;
        }
    }

    [LoggerMessage(3030, LogLevel.Warning, "A batch of {Count} pictures failed on model {File}; its pictures are run again in smaller ones. {Reason}")]
    private partial void LogBatchFailed(string file, int count, string reason);

    [LoggerMessage(3031, LogLevel.Warning, "Batches of {Count} do not run on model {File}; going on with up to {Largest}. {Reason}")]
    private partial void LogSizeFailed(string file, int count, int largest, string reason);

    [LoggerMessage(3032, LogLevel.Warning, "An input of {Width}x{Height} pixels does not run on model {File}. {Reason}")]
    private partial void LogShapeFailed(string file, int width, int height, string reason);

    [LoggerMessage(3033, LogLevel.Error, "Something else than the network failed around a batch of model {File}.")]
    private partial void LogUnexpected(string file, Exception reason);
}
