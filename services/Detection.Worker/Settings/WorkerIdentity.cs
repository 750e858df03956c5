using Microsoft.Extensions.Options;

namespace Detection.Worker.Settings;

/// <summary>Who this worker is.</summary>
internal sealed class WorkerIdentity(IOptions<WorkerOptions> options, TimeProvider time)
{
    public string Name { get; } = string.IsNullOrWhiteSpace(options.Value.Name)
        ? $"{Environment.MachineName.ToLowerInvariant()}-{Environment.ProcessId}"
        : options.Value.Name;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();
}
