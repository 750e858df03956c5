using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Inference;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Detection.Worker;

/// <summary>Reports every few seconds that this worker is alive and what it runs, and once more when it stops.</summary>
internal sealed partial class WorkerReporter(
    IBusControl bus, Lazy<ModelRegistry> models, WorkerIdentity identity, IOptions<WorkerOptions> options, TimeProvider time, ILogger<WorkerReporter> logger)
    : BackgroundService
{
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
        if (!bus.HasBroker())
            return;

        var report = new WorkerReported
        {
            Worker = identity.Name,
            StartedAt = identity.StartedAt,
            ReportedAt = time.GetUtcNow(),
            Stopping = stopping,
            Models = Describe(models.Value),
        };
        try
        {
            await bus.PublishConfirmedAsync(
                report, NewId.NextGuid(), mandatory: false, TimeSpan.FromSeconds(options.Value.ReportSeconds), time, cancellationToken);
        }
        catch (BrokerUnavailableException e)
        {
            // The next report tells as much as this one would have.
            LogUnreported(logger, e.Message);
        }
    }

    private static ModelReport[] Describe(ModelRegistry registry) =>
        [.. registry.Models.Select(model => Describe(model, registry.Default.Model.Name)).OrderByDescending(model => model.IsDefault)];

    private static ModelReport Describe(ModelInfo model, string defaultName) => new()
    {
        Name = model.Name,
        Task = model.Task,
        IsDefault = model.Name == defaultName,
        BuiltIn = model.BuiltIn,
        Labels = model.Labels,
        Stride = model.Stride,
        InputWidth = model.InputWidth,
        InputHeight = model.InputHeight,
        DynamicSize = model.DynamicSize,
        Provider = model.Provider,
        ProviderNote = model.ProviderNote,
        GpuUnused = model.GpuUnused,
        SelfTestMilliseconds = Math.Round(model.SelfTest.Milliseconds, 2),
    };

    [LoggerMessage(2101, LogLevel.Warning, "Could not report to the bus: {Reason}")]
    private static partial void LogUnreported(ILogger logger, string reason);
}
