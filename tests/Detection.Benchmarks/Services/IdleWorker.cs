using Detection.Hosting;
using Detection.Hosting.Bus;
using Detection.Inference.Serving;
using Detection.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Detection.Benchmarks.Services;

/// <summary>Detection.Worker as its Program.cs composes it, with inference switched off: the worker of the control plane's measurement.</summary>
internal static class IdleWorker
{
    /// <summary>The command of this program that runs it.</summary>
    public const string Command = "idle-worker";

    /// <summary>Runs until it is stopped.</summary>
    /// <returns>Exit code.</returns>
    public static Task<int> RunAsync() => HostRunner.RunAsync(() =>
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseDetectionDefaults();
        var bus = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();
        builder.Services.AddDetectionBus(bus, register => register.AddDetectionWorker());
        builder.Services.AddDetectionWorker();
        builder.Services.Replace(ServiceDescriptor.Singleton<IModelRegistry>(new IdleModels()));
        return builder.Build();
    });
}
