using Detection.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Scans the model folders every few seconds, until disposed.</summary>
/// <remarks>
/// By polling: a network mount or a container's volume does not report changes made elsewhere, and a missing folder cannot be
/// watched at all. A scan lists the folders and asks each model file for its size and time.
/// </remarks>
internal sealed class ModelWatch : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _interval;
    private readonly Action<CancellationToken> _look;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private string? _trouble;

    /// <param name="interval">From scan to scan; one that takes longer delays the next.</param>
    /// <param name="look">Scans once and applies what has changed: seconds, on a thread of its own.</param>
    /// <param name="logger">Logs scans that fail.</param>
    /// <param name="time">The clock.</param>
    public ModelWatch(TimeSpan interval, Action<CancellationToken> look, ILogger logger, TimeProvider time)
    {
        (_interval, _look, _logger, _time) = (interval, look, logger, time);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>
    /// Ends it; returns when a scan under way has ended, or after two seconds: a mount that hangs does not keep the process from
    /// stopping.
    /// </summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (_loop.Wait(Patience))
            _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(_interval, _time);
        try
        {
            // A thread of its own: loading a model, and listing a network mount that hangs, would hold up the pool's.
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await Task.Factory.StartNew(Look, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    private void Look()
    {
        try
        {
            _look(_stop.Token);
            if (_trouble is not null)
                _logger.LogSearchedAgain();
            _trouble = null;
        }
        catch (ModelLoadException e)
        {
            // Logged once, not every few seconds.
            if (_trouble != e.Message)
                _logger.LogNotSearched(e.Message);
            _trouble = e.Message;
        }
#pragma warning disable CA1031 // Whatever is wrong with a file, the models that are loaded go on.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _logger.LogLookFailed(e);
        }
    }
}
