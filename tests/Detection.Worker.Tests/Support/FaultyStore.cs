using Detection.Storage;

namespace Detection.Worker.Tests.Support;

/// <summary>A blob store in a folder that is away for a number of calls, or whose writes wait.</summary>
internal sealed class FaultyStore(string folder) : IBlobStore
{
    private readonly FileSystemBlobStore _store = new(new StorageOptions { Folder = folder });
    private int _readFaults;
    private int _writeFaults;
    private int _reads;

    /// <summary>How many of the next reads fail.</summary>
    public int ReadFaults { set => _readFaults = value; }

    /// <summary>How many of the next writes fail.</summary>
    public int WriteFaults { set => _writeFaults = value; }

    /// <summary>What writes wait for before they begin.</summary>
    public Task WritesOpen { get; set; } = Task.CompletedTask;

    /// <summary>Reads so far, the failed ones too.</summary>
    public int Reads => _reads;

    public async Task<string> WriteAsync(BlobName name, Stream content, CancellationToken cancellationToken)
    {
        ThrowWhile(ref _writeFaults);
        await WritesOpen.WaitAsync(cancellationToken);
        return await _store.WriteAsync(name, content, cancellationToken);
    }

    public async Task<string> WriteAsync(BlobName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ThrowWhile(ref _writeFaults);
        await WritesOpen.WaitAsync(cancellationToken);
        return await _store.WriteAsync(name, content, cancellationToken);
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        ThrowWhile(ref _readFaults);
        return _store.OpenReadAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<BlobEntry> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => _store.DeleteAsync(key, cancellationToken);

    public Task<bool> DeleteAsync(BlobEntry entry, CancellationToken cancellationToken) => _store.DeleteAsync(entry, cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => _store.ProbeAsync(cancellationToken);

    private static void ThrowWhile(ref int faults)
    {
        if (Interlocked.Decrement(ref faults) >= 0)
            throw new StorageUnavailableException("The blob store is away.", new IOException("no route to the disk"));
    }
}
