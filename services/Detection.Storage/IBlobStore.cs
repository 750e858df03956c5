namespace Detection.Storage;

/// <summary>Where pictures are kept, by key. Implementations are safe for concurrent use.</summary>
/// <remarks>Keys are relative paths as <see cref="BlobKey"/> checks them; every method refuses others with <see cref="ArgumentException"/>.</remarks>
public interface IBlobStore
{
    /// <summary>
    /// Writes all of <paramref name="content"/> under a key: whole or not at all, replacing what was there. What is written
    /// when the task ends survives a crash of the machine.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The store cannot take it now.</exception>
    Task WriteAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Writes a blob that is in memory, which must stay as it is until the task ends.</summary>
    /// <inheritdoc cref="WriteAsync(string, Stream, CancellationToken)"/>
    Task WriteAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading; null when there is none. The stream's length is known.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be read now.</exception>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a blob; nothing happens when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The store cannot be written now.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Proves that the store can be written now.</summary>
    /// <exception cref="StorageUnavailableException">It cannot.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
