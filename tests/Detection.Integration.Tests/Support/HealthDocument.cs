namespace Detection.Integration.Tests.Support;

/// <summary>What /health/ready answers, as far as tests ask.</summary>
public sealed record HealthDocument(
    string Status, IReadOnlyDictionary<string, HealthDocument.CheckEntry> Checks, IReadOnlyList<HealthDocument.WorkerEntry> Workers)
{
    public sealed record CheckEntry(bool Ok, string? Detail);

    public sealed record WorkerEntry(string Worker);
}
