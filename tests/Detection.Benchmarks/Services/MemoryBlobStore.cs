using System.Globalization;
using Detection.Storage;

namespace Detection.Benchmarks.Services;

/// <summary>Holds the pictures of the load in memory, and drops what is written: a disk is not what the pipeline is measured on.</summary>
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

    public Task WriteAsync(string key, Stream content, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WriteAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
