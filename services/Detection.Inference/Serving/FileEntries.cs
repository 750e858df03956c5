using Detection.Inference.Files;
using Detection.Inference.Loading;
using Detection.Inference.Metrics;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Serving;

/// <summary>Follows each model file from scan to scan, and has new contents loaded. Used by one thread at a time.</summary>
/// <param name="loader">Loads contents.</param>
/// <param name="logger">Logs each model that is loaded or rejected.</param>
internal sealed class FileEntries(ContentLoader loader, ILogger logger)
{
    private readonly Dictionary<string, ModelEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>What serves, of all files.</summary>
    public IEnumerable<ModelGeneration> Serving => _entries.Values.Select(entry => entry.Generation).OfType<ModelGeneration>();

    /// <summary>Compares the files with the last scan, and loads contents that are new and at rest.</summary>
    /// <param name="files">In the order of the search; the first good one of a name has it.</param>
    /// <param name="default">The default model; null at the first scan, which takes files as it finds them.</param>
    /// <param name="ct">Ends it, also while a file is loaded.</param>
    /// <returns>What serves, by name.</returns>
    public Dictionary<string, ModelGeneration> Update(IReadOnlyList<string> files, ModelGeneration? @default, CancellationToken ct)
    {
        var offered = new Dictionary<string, ModelGeneration>(StringComparer.Ordinal);
        UpdateMissing(files, offered);
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            UpdateOne(FindOrAdd(file, @default), offered, isFirstScan: @default is null, ct);
        }

        return offered;
    }

    /// <summary>The files that do not serve, in their order.</summary>
    public RejectedModel[] RejectedOf(IReadOnlyList<string> files) =>
        [.. files.Select(file => _entries[file]).Where(entry => entry.Reason is not null)
            .Select(entry => new RejectedModel(entry.Name, entry.File, entry.Reason!))];

    /// <summary>A file that is missing for the first time keeps its model, as it may be back at the next scan; then it is forgotten.</summary>
    private void UpdateMissing(IReadOnlyList<string> files, Dictionary<string, ModelGeneration> offered)
    {
        foreach (var entry in _entries.Values.ExceptBy(files, entry => entry.File).ToArray())
        {
            if (entry.Seen is null)
                _entries.Remove(entry.File);
            else if (entry.Generation is { } generation)
                offered.TryAdd(entry.Name, generation);
            entry.Seen = null;
        }
    }

    private ModelEntry FindOrAdd(string file, ModelGeneration? @default)
    {
        if (_entries.TryGetValue(file, out var entry))
            return entry;
        entry = new ModelEntry(file);
        // The default model's file is back: no need to load the same content again.
        if (@default?.Model.File == file)
            entry.Serve(@default);
        return _entries[file] = entry;
    }

    private void UpdateOne(ModelEntry entry, Dictionary<string, ModelGeneration> offered, bool isFirstScan, CancellationToken ct)
    {
        var stamp = FileStamp.Of(entry.File);
        var isAtRest = isFirstScan || entry.Seen == stamp;
        entry.Seen = stamp;
        if (offered.TryGetValue(entry.Name, out var earlier))
        {
            if (isAtRest || entry.Generation is not null)
                RejectDuplicate(entry, earlier);
            return;
        }

        if (isAtRest && entry.Tried != stamp)
            Load(entry, stamp, warm: !isFirstScan, ct);
        if (entry.Generation is { } generation)
            offered.Add(entry.Name, generation);
    }

    private void RejectDuplicate(ModelEntry entry, ModelGeneration earlier)
    {
        var reason = $"the name '{entry.Name}' is taken by {earlier.Model.File}. Rename one of them.";
        if (entry.Reason != reason)
            logger.LogRejected(entry.File, reason);
        entry.Withdraw(reason);
    }

    private void Load(ModelEntry entry, FileStamp stamp, bool warm, CancellationToken ct)
    {
        if (loader.TryLoad(entry.File, entry.Generation?.Model, warm, out var reason, ct) is { } generation)
        {
            entry.Serve(generation);
            logger.LogLoaded(generation.Model);
            InferenceMetrics.CountLoad(entry.Name, InferenceMetrics.Loaded);
            return;
        }

        entry.Reject(stamp, reason);
        InferenceMetrics.CountLoad(entry.Name, InferenceMetrics.Rejected);
        if (entry.Generation is null)
            logger.LogRejected(entry.File, reason);
        else
            logger.LogKept(entry.Name, entry.File, reason);
    }
}
