using Detection.Inference.Execution;
using Detection.Inference.Metrics;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Batching;

/// <summary>
/// Runs batches on a session: pads them, hands each picture its result, and runs a failed batch again in parts. One lock
/// keeps warming and running from using the session at once.
/// </summary>
/// <param name="runner">Owned from here on.</param>
/// <param name="spec">Of the model.</param>
/// <param name="sizes">Sizes to use, as long as they run.</param>
/// <param name="logger">Logs batches and sizes that fail.</param>
/// <param name="time">Measures the runs.</param>
internal sealed partial class BatchEngine(IBatchRunner runner, SlotSpec spec, BatchSizes sizes, ILogger logger, TimeProvider time) : IDisposable
{
    private readonly Lock _session = new();
    private readonly ILogger _logger = logger;
    private volatile BatchSizes _sizes = sizes;

    public int Largest => _sizes.Largest;

    /// <summary>Runs a batch. Every picture of it then has a result or an error.</summary>
    public void Run(Batch batch)
    {
        try
        {
            batch.Compact();
            Run(batch, 0, batch.Pictures.Count);
        }
#pragma warning disable CA1031 // Whatever it is (a metrics listener that throws, say): the callers get it, and the thread goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnexpected(spec.File, e);
            foreach (var picture in batch.Pictures)
                picture.Fail(e);
        }
    }

    /// <summary>Runs every size once on one shape of input. A size that does not run is not used, nor a larger one.</summary>
    public void Warm(int width, int height)
    {
        using var memory = new InputMemory(spec.Input, _sizes.Largest * spec.InputBytes(width * height));
        memory.Clear();
        foreach (var size in _sizes.All)
        {
            if (!TryWarm(new BatchInput(memory, 0, size, width, height)))
                break;
        }
    }

    public void Dispose()
    {
        lock (_session)
            runner.Dispose();
    }

    private void Run(Batch batch, int first, int count)
    {
        IBatchOutput output;
        var start = time.GetTimestamp();
        try
        {
            var input = batch.Memory.Input(first, count, _sizes.For(count));
            lock (_session)
                output = runner.Run(input);
        }
#pragma warning disable CA1031 // The picture's caller gets it; on this thread it would end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            RunAgain(batch, first, count, e);
            return;
        }

        var run = new SlotRun(time.GetElapsedTime(start), count);
        batch.Memory.Keep(output);
        for (var i = 0; i < count; i++)
            batch.Pictures[first + i].Complete(output, i, run);
        InferenceMetrics.RecordBatch(spec.Model, count);
    }

    private void RunAgain(Batch batch, int first, int count, Exception reason)
    {
        if (count == 1)
        {
            batch.Pictures[first].Fail(reason);
            return;
        }

        LogBatchFailed(spec.File, count, reason.Message);
        var part = BatchSizes.FirstPart(count);
        Run(batch, first, part);
        Run(batch, first + part, count - part);
    }

    private bool TryWarm(BatchInput input)
    {
        try
        {
            lock (_session)
                runner.Run(input).Dispose();
            return true;
        }
        catch (InferenceException e) when (input.Count == 1)
        {
            LogShapeFailed(spec.File, input.Width, input.Height, e.Message);
            return false;
        }
        catch (InferenceException e)
        {
            var largest = _sizes.All.Last(size => size < input.Count);
            LogSizeFailed(spec.File, input.Count, largest, e.Message);
            _sizes = _sizes.UpTo(largest);
            return false;
        }
    }

    [LoggerMessage(3030, LogLevel.Warning, "A batch of {Count} pictures failed on model {File}; its pictures run again in smaller batches. {Reason}")]
    private partial void LogBatchFailed(string file, int count, string reason);

    [LoggerMessage(3031, LogLevel.Warning, "Batches of {Count} do not run on model {File}; going on with up to {Largest}. {Reason}")]
    private partial void LogSizeFailed(string file, int count, int largest, string reason);

    [LoggerMessage(3032, LogLevel.Warning, "An input of {Width}x{Height} pixels does not run on model {File}. {Reason}")]
    private partial void LogShapeFailed(string file, int width, int height, string reason);

    [LoggerMessage(3033, LogLevel.Error, "Unexpected error while running a batch (not from the model {File}).")]
    private partial void LogUnexpected(string file, Exception reason);
}
