using Detection.Integration.Tests.Standalone;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.Telemetry;

/// <summary>The service sends metrics, traces and logs to a collector, with OpenTelemetry's own names.</summary>
public sealed class TelemetryTests(ITestOutputHelper output) : ServiceTests(output)
{
    [Fact]
    public async Task Should_export_metrics_traces_and_logs_where_a_collector_is_named()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var app = await StandaloneApp.StartAsync(
            ModelFolders.Blocks,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Endpoint),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "300"),
            ("OTEL_BSP_SCHEDULE_DELAY", "300"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "300"),
            ("OTEL_SERVICE_NAME", "detection-under-test"));
        Afterwards(app.DisposeAsync);
        Watch(() => app.Output);

        var submitted = await app.Client.SubmitAsync(new DrawnPicture(3).ToPng());
        await app.Client.CompletedAsync(submitted.Id);

        foreach (var (signal, text) in new[]
        {
            ("metrics", "detection.stage.duration"), // ours
            ("metrics", "messaging.masstransit.consume"),
            ("metrics", "http.server.request.duration"),
            ("metrics", "dotnet.gc.collections"),
            ("metrics", "process.memory.usage"),
            ("traces", "POST /v1/detections"),
            ("traces", "detect-image receive"),
            ("traces", "INSERT"), // the row, by EF Core's instrumentation
            ("logs", submitted.Id.ToString()),
            ("logs", "detection-under-test"),
        })
            await Eventually.TrueAsync($"the collector gets {text} in {signal}", () => collector.Has(signal, text));
        Assert.False(collector.Has("traces", "GET /health"), "Health checks are not traced.");
    }
}
