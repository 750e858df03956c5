using Detection.Hosting.Starting;
using Detection.Inference.Detecting;

namespace Detection.Worker;

/// <summary>
/// Ends the process when its GPU is dead, so that whoever watches over it starts it again. Otherwise the worker, alive to all
/// who look, would turn the whole queue into faults.
/// </summary>
internal sealed partial class GpuWatchdog(GpuHealth gpu, ProcessRestart restart, ILogger<GpuWatchdog> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reason = await gpu.Broken.WaitAsync(stoppingToken);
        LogBroken(logger, reason, ProcessRestart.ExitCode);
        restart.Now($"The GPU is dead ({reason.TrimEnd('.')})");
    }

    [LoggerMessage(2301, LogLevel.Critical, "The GPU is dead: ending with {ExitCode} to be started again; the pictures in work go back to the queue. {Reason}")]
    private static partial void LogBroken(ILogger logger, string reason, int exitCode);
}
