using Detection.Api.Detections;
using Detection.Storage;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Which blobs the detections refer to.</summary>
internal sealed class BlobReferences(DetectionStore store)
{
    /// <summary>The blobs, of those that a <see cref="BlobName"/> made the key of, that their own detection does not refer to.</summary>
    /// <remarks>
    /// An unfinished detection keeps all of its blobs, since an event may yet name one. Keys without a hash are of earlier versions,
    /// which overwrote them: they stay as long as there is the detection.
    /// </remarks>
    public async Task<IReadOnlyList<BlobEntry>> UnclaimedAsync(IReadOnlyCollection<BlobEntry> blobs, CancellationToken cancellationToken)
    {
        var named = blobs.Select(blob => (Blob: blob, Named: BlobName.TryParse(blob.Key, out var name, out var hash), Id: name?.DetectionId ?? default, Hash: hash))
            .Where(blob => blob.Named).ToList();
        var ids = named.Select(blob => blob.Id).Distinct().ToList();
        var rows = await store.ReadAsync(
            context => context.Detections.Where(d => ids.Contains(d.CorrelationId))
                .Select(d => new { d.CorrelationId, d.CurrentState, d.ImageBlob, d.AnnotatedBlob })
                .ToDictionaryAsync(d => d.CorrelationId, cancellationToken),
            cancellationToken);
        return [.. named
            .Where(blob => !rows.TryGetValue(blob.Id, out var row)
                || (blob.Hash is not null && DetectionStates.IsFinished(row.CurrentState) && row.ImageBlob != blob.Blob.Key && row.AnnotatedBlob != blob.Blob.Key))
            .Select(blob => blob.Blob)];
    }

    /// <summary>The keys that any detection refers to. Another detection may have been asked for with a picture's key. Reads all rows.</summary>
    public async Task<IReadOnlySet<string>> ReferredToAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(
            context => context.Detections.Where(d => keys.Contains(d.ImageBlob!) || keys.Contains(d.AnnotatedBlob!))
                .Select(d => new { d.ImageBlob, d.AnnotatedBlob }).ToListAsync(cancellationToken),
            cancellationToken);
        return rows.SelectMany(row => new[] { row.ImageBlob, row.AnnotatedBlob }).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
