using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Detection.Hosting.Telemetry;

/// <summary>
/// Sends metrics and traces to an OpenTelemetry collector where OTEL_EXPORTER_OTLP_ENDPOINT names one; otherwise does
/// nothing. The exporter reads the rest of OpenTelemetry's standard variables itself.
/// </summary>
internal sealed class TelemetryService(IConfiguration configuration, IHostEnvironment environment) : IHostedService, IDisposable
{
    private MeterProvider? _meters;
    private TracerProvider? _tracers;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return Task.CompletedTask;

        var resource = ResourceBuilder.CreateDefault().AddService(environment.ApplicationName);
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Detection.*", "MassTransit", "Microsoft.AspNetCore.*", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        _tracers = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Detection.*", "MassTransit", "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Flushes what has not been sent yet.</summary>
    public void Dispose()
    {
        _meters?.Dispose();
        _tracers?.Dispose();
    }
}
