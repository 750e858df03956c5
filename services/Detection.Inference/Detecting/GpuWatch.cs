using Detection.Inference.Execution;
using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Detecting;

/// <summary>Tells a dead GPU from pictures that a model fails on.</summary>
/// <remarks>
/// After some kinds of error (a kernel that wrote where it must not, a card that fell off its bus) CUDA fails every call of
/// the process, and only another process can use the GPU again, if any. So when pictures fail in a row, the self-test's is
/// run: it ran at the start, and whatever was wrong with the others is not wrong with it.
/// </remarks>
internal sealed partial class GpuWatch
{
    /// <summary>
    /// So many failures in a row arouse suspicion. A picture has five tries by default: one that is alone
    /// in the queue has one left when the GPU is found dead, and is not given up for it.
    /// </summary>
    private const int Suspicious = 4;

    private readonly ModelInfo _model;
    private readonly IExecutionBackend _backend;
    private readonly GpuHealth _health;
    private readonly ILogger _logger;
    private int _failures;

    private GpuWatch(ModelInfo model, IExecutionBackend backend, GpuHealth health, ILogger logger) =>
        (_model, _backend, _health, _logger) = (model, backend, health, logger);

    /// <summary>Null on the CPU, where the picture or the model is at fault, and without a <paramref name="health"/> to report to.</summary>
    public static GpuWatch? Of(ModelInfo model, IExecutionBackend backend, GpuHealth? health, ILogger logger) =>
        model.OnGpu && health is not null ? new GpuWatch(model, backend, health, logger) : null;

    /// <summary>A picture ran.</summary>
    public void Succeeded() => Volatile.Write(ref _failures, 0);

    /// <summary>A picture failed, and has given its slot back. Does not return before <paramref name="ct"/> ends it where the GPU is dead.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task FailedAsync(CancellationToken ct)
    {
        if (Interlocked.Increment(ref _failures) == Suspicious)
            await LookAsync(ct);
        // The caller would count a failure as a try, and soon give the picture up.
        if (_health.Broken.IsCompleted)
            await new TaskCompletionSource().Task.WaitAsync(ct);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            using var slot = await _backend.RentAsync(_model.InputWidth, _model.InputHeight, ct);
            SelfTestPicture.Draw(slot);
            await slot.RunAsync(ct);
            LogWell(_model.Name, Suspicious);
        }
        catch (InferenceException e)
        {
            LogBroken(_model.Name, Suspicious, e.Message);
            _health.Break($"{_model.Provider} no longer runs anything, not even the self-test's picture on model {_model.Name}: {e.Message}");
        }
        finally
        {
            Succeeded();
        }
    }

    [LoggerMessage(3040, LogLevel.Warning, "Model {Model} failed on {Count} pictures in a row. The self-test's picture still runs, so the GPU works.")]
    private partial void LogWell(string model, int count);

    [LoggerMessage(3041, LogLevel.Error, "Model {Model} failed on {Count} pictures in a row, and on the self-test's picture, which it ran before: the GPU is dead. {Reason}")]
    private partial void LogBroken(string model, int count, string reason);
}
