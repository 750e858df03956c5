using System.Collections.Concurrent;
using Detection.Contracts;

namespace Detection.Worker;

/// <summary>The detections that this worker has in work, for its reports: the API takes none of them for lost.</summary>
internal sealed class PicturesInWork
{
    private readonly ConcurrentDictionary<Entry, byte> _entries = new();

    /// <summary>The ids in work now, each once, at most <see cref="WorkerReported.MaxInWork"/>.</summary>
    public IReadOnlyList<Guid> Ids => [.. _entries.Keys.Select(entry => entry.Id).Distinct().Take(WorkerReported.MaxInWork)];

    /// <summary>Notes that work on a detection begins. It ends when the entry is disposed.</summary>
    public Entry Begin(Guid id)
    {
        var entry = new Entry(this, id);
        _entries.TryAdd(entry, 0);
        return entry;
    }

    /// <summary>One delivery in work. Two deliveries of one command are two entries.</summary>
    internal sealed class Entry(PicturesInWork owner, Guid id) : IDisposable
    {
        public Guid Id => id;

        public void Dispose() => owner._entries.TryRemove(this, out _);
    }
}
