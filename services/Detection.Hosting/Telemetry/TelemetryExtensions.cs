using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Detection.Hosting.Telemetry;

/// <summary>Registers OpenTelemetry.</summary>
internal static class TelemetryExtensions
{
    /// <summary>
    /// Exports metrics, traces and logs over OTLP where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; otherwise does
    /// nothing and costs nothing. The SDK reads OpenTelemetry's other standard variables itself, for example
    /// OTEL_SERVICE_NAME and OTEL_EXPORTER_OTLP_PROTOCOL.
    /// </summary>
    public static IHostApplicationBuilder AddDetectionTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return builder;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter("Detection.*", "MassTransit")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddProcessInstrumentation())
            .WithTracing(traces => traces
                .AddSource("Detection.*", "MassTransit")
                // A health check every few seconds would bury the requests of users.
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddHttpClientInstrumentation()
                .AddEntityFrameworkCoreInstrumentation())
            .WithLogging(configureBuilder: null, configureOptions: logs => logs.IncludeScopes = true)
            .UseOtlpExporter();
        return builder;
    }
}
