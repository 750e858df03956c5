using Detection.Contracts;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detection.Api.Health;

/// <summary>What /health/ready answers.</summary>
/// <param name="Status">"ready"; "degraded": submissions are kept, but no worker is alive; "unavailable": nothing is accepted.</param>
/// <param name="Checks">Broker, database and storage.</param>
/// <param name="Workers">The workers alive, with their self-tested models and providers.</param>
internal sealed record HealthView(string Status, IReadOnlyDictionary<string, HealthView.Check> Checks, IReadOnlyList<WorkerReported> Workers)
{
    public static HealthView Of(HealthReport report, IReadOnlyList<WorkerReported> workers) => new(
        report.Status == HealthStatus.Unhealthy ? "unavailable" : workers.Count == 0 ? "degraded" : "ready",
        report.Entries.ToDictionary(
            entry => entry.Key,
            entry => new Check(entry.Value.Status == HealthStatus.Healthy, entry.Value.Description ?? entry.Value.Exception?.Message)),
        workers);

    /// <param name="Ok">Whether it can be used.</param>
    /// <param name="Detail">More about it, or why not.</param>
    internal sealed record Check(bool Ok, string? Detail);
}
