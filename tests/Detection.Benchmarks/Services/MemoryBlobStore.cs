using System.Globalization;
using Detection.Storage;

namespace Detection.Benchmarks.Services;

/// <summary>
/// Holds the pictures of the load in memory, and hashes and drops what is written: a disk is not what the pipeline is measured on.
/// </summary>
/// <param name="pictures">Encoded.</param>
internal sealed class MemoryBlobStore(IReadOnlyList<byte[]> pictures) : IBlobStore
{
    private const string Folder = "load/";

    /// <summary>The key of a picture.</summary>
    public static string Key(int picture) => $"{Folder}{picture.ToString(CultureInfo.InvariantCulture)}";

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var picture = int.Parse(key.AsSpan(Folder.Length), NumberStyles.None, CultureInfo.InvariantCulture);
        return Task.FromResult<Stream?>(new MemoryStream(pictures[picture], writable: false));
    }

    public async Task<string> WriteAsync(BlobName name, Stream content, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, cancellationToken);
        return name.KeyOf(memory.ToArray());
    }

    public Task<string> WriteAsync(BlobName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Task.FromResult(name.KeyOf(content.Span));

    public IAsyncEnumerable<BlobEntry> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<BlobEntry>();

    public Task<bool> DeleteAsync(BlobEntry entry, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
