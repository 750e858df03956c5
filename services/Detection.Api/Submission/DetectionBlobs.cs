using Detection.Api.Detections;
using Detection.Storage;

namespace Detection.Api.Submission;

/// <summary>The blobs of a detection. A key in its row may come from a stranger's event, and need not be one.</summary>
internal static class DetectionBlobs
{
    /// <summary>Opens the original picture; null where there is none.</summary>
    /// <remarks>A worker of an earlier version stores an inline picture without the hash that the row's key has.</remarks>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    public static async Task<Stream?> OpenImageAsync(this IBlobStore store, DetectionState detection, CancellationToken cancellationToken) =>
        await store.OpenAsync(detection.ImageBlob, cancellationToken)
        ?? (BlobName.TryParse(detection.ImageBlob, out var name, out var hash) && hash is not null
            ? await store.OpenAsync(name.KeyWithoutHash, cancellationToken)
            : null);

    /// <summary>Opens the annotated picture; null where there is none.</summary>
    /// <inheritdoc cref="OpenImageAsync" path="/exception"/>
    public static Task<Stream?> OpenAnnotatedAsync(this IBlobStore store, DetectionState detection, CancellationToken cancellationToken) =>
        store.OpenAsync(detection.AnnotatedBlob, cancellationToken);

    private static async Task<Stream?> OpenAsync(this IBlobStore store, string? key, CancellationToken cancellationToken) =>
        BlobKey.IsValid(key) ? await store.OpenReadAsync(key!, cancellationToken) : null;
}
