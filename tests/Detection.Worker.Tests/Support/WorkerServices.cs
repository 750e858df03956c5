using Detection.Hosting.Bus;
using Detection.Storage;
using Detection.Testing;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Detection.Worker.Tests.Support;

/// <summary>A worker's host as Program.cs composes it, on the coloured-squares model and a store of its own.</summary>
internal static class WorkerServices
{
    public static HostApplicationBuilder Builder(string folder, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Inference:ModelFolders"] = TestModels.Folder,
            ["Inference:Provider"] = "cpu",
            ["Inference:Sessions"] = "1",
            ["Storage:Folder"] = folder,
            ["Worker:Name"] = "tested-worker",
            ["Worker:StartedAfterMilliseconds"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>Adds the worker on the bus library's test harness: its own transport in memory, everything observed.</summary>
    public static HostApplicationBuilder AddHarness(this HostApplicationBuilder builder, IBlobStore store, WorkJournal journal)
    {
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(journal);
        builder.Services.AddSingleton(BrokerMonitor.InMemory());
        builder.Services.AddSingleton<ConfirmedBus>();
        builder.Services.AddSingleton<EndOfReceive>();
        builder.Services.AddReceiveObserver(provider => provider.GetRequiredService<EndOfReceive>());
        builder.Services.AddMassTransitTestHarness(TextWriter.Null, bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetTestTimeouts(testTimeout: TimeSpan.FromSeconds(60), testInactivityTimeout: TimeSpan.FromSeconds(20));
            bus.AddDetectionWorker();
        });
        builder.Services.AddDetectionWorker();
        return builder;
    }
}
