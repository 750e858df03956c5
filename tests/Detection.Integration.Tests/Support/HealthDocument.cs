namespace Detection.Integration.Tests.Support;

/// <summary>What /health/ready answers, as far as tests ask.</summary>
public sealed record HealthDocument(string Status, IReadOnlyList<HealthDocument.WorkerEntry> Workers)
{
    public sealed record WorkerEntry(string Worker);
}
