using System.Collections.Concurrent;
using Detection.Api.Settings;
using Detection.Contracts;
using Microsoft.Extensions.Options;

namespace Detection.Api.Workers;

/// <summary>The workers that this API instance has heard of lately, and their models.</summary>
internal sealed class WorkerDirectory(IOptions<ApiOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _workers = new(StringComparer.Ordinal);

    /// <summary>Notes a report.</summary>
    public void Report(WorkerReported report)
    {
        if (report.Stopping)
            _workers.TryRemove(report.Worker, out _);
        else
            _workers[report.Worker] = new Entry(report, time.GetTimestamp());
    }

    /// <summary>The last report of each worker that is alive, by name.</summary>
    public IReadOnlyList<WorkerReported> Alive()
    {
        // By this process's clock: the workers' clocks may differ.
        var timeout = TimeSpan.FromSeconds(options.Value.WorkerTimeoutSeconds);
        foreach (var (name, entry) in _workers)
        {
            if (time.GetElapsedTime(entry.HeardAt) > timeout)
                _workers.TryRemove(new KeyValuePair<string, Entry>(name, entry));
        }

        return [.. _workers.Values.Select(entry => entry.Report).OrderBy(report => report.Worker, StringComparer.Ordinal)];
    }

    private sealed record Entry(WorkerReported Report, long HeardAt);
}
