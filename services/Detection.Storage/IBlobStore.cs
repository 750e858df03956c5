namespace Detection.Storage;

/// <summary>Keeps pictures by key. Each blob is written once and never changes. Implementations are safe for concurrent use.</summary>
/// <remarks>Keys are relative paths as <see cref="BlobKey"/> checks them; every method refuses others with <see cref="ArgumentException"/>.</remarks>
public interface IBlobStore
{
    /// <summary>
    /// Writes all of <paramref name="content"/>, hashes it on the way, and names the blob at the end: it is stored whole or not at
    /// all. A blob with the same name and content is kept, and counts as written now. When the task ends, the blob survives a crash
    /// of the machine.
    /// </summary>
    /// <returns>The blob's key.</returns>
    /// <exception cref="StorageUnavailableException">The store cannot take it now.</exception>
    Task<string> WriteAsync(BlobName name, Stream content, CancellationToken cancellationToken);

    /// <summary>Writes a blob that is in memory. The memory must not change until the task ends.</summary>
    /// <inheritdoc cref="WriteAsync(BlobName, Stream, CancellationToken)"/>
    Task<string> WriteAsync(BlobName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading; null when there is none. The stream's length is known.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Lists all blobs, in no order. Blobs that are written or removed meanwhile may or may not be listed.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    IAsyncEnumerable<BlobEntry> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a blob; nothing happens when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be written now.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a blob that was listed, unless it has been written again since.</summary>
    /// <returns>Whether the blob was removed.</returns>
    /// <inheritdoc cref="DeleteAsync(string, CancellationToken)"/>
    Task<bool> DeleteAsync(BlobEntry entry, CancellationToken cancellationToken);

    /// <summary>Proves that the store can be written now.</summary>
    /// <exception cref="StorageUnavailableException">It cannot.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
