using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Inference.Serving;
using Detection.Worker.Models;
using Detection.Worker.Settings;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>Reports every few seconds that this worker is alive and what it runs, and once more when it stops.</summary>
internal sealed partial class WorkerReporter(
    ConfirmedBus bus,
    BrokerMonitor broker,
    Lazy<IModelRegistry> models,
    PicturesInWork inWork,
    WorkerIdentity identity,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<WorkerReporter> logger) : BackgroundService
{
    private ModelReports? _reports;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReportAsync(stopping: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ReportSeconds), time);
        do
        {
            await ReportAsync(stopping: false, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReportAsync(bool stopping, CancellationToken cancellationToken)
    {
        // What is published now would wait, and arrive in a heap of old news.
        if (broker.State != BrokerState.Ready)
            return;

        _reports = ModelReports.Of(models.Value.Current, _reports);
        var report = new WorkerReported
        {
            Worker = identity.Name,
            StartedAt = identity.StartedAt,
            ReportedAt = time.GetUtcNow(),
            Stopping = stopping,
            InWork = inWork.Ids,
            Models = _reports.Models,
            Rejected = _reports.Rejected,
        };
        try
        {
            await bus.PublishAsync(report, TimeSpan.FromSeconds(options.Value.ReportSeconds), cancellationToken);
        }
        catch (BrokerUnavailableException e)
        {
            // The next report tells as much as this one would have.
            LogUnreported(logger, e.Message);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "Could not report to the bus: {Reason}")]
    private static partial void LogUnreported(ILogger logger, string reason);
}
