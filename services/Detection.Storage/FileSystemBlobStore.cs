using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Detection.Storage;

/// <summary>Blobs as files under one folder, which API and workers share (a local folder, or a mounted volume).</summary>
/// <remarks>
/// A write goes to a temporary file in the same file system, is flushed to the disk and then gets its name, so a reader or
/// a crash sees the whole blob or none. The first write makes the folder. If the folder vanishes later, or is there but empty,
/// the store takes it for a volume that is not mounted: the store is unavailable then, rather than all of its blobs missing.
/// </remarks>
public sealed class FileSystemBlobStore(StorageOptions options) : IBlobStore
{
    /// <summary>Folder of the blobs on their way, in the store's own; no key begins with a dot.</summary>
    internal const string IncomingFolder = ".incoming";

    // Most pictures in one piece.
    private const int BufferSize = 256 * 1024;
    private const int ListedAtOnce = 1000;

    private readonly string _root = Path.GetFullPath(options.Folder);
    private readonly DiskThreads _disk = new(options.WriteThreads);
    private volatile bool _made;

    public async Task<string> WriteAsync(BlobName name, Stream content, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var key = "";
        IncomingFile? file = null;
        try
        {
            for (var ended = false; !ended;)
            {
                // A source that breaks (a client that went away) is not the store's fault, and not translated.
                var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, BufferSize), BufferSize, throwOnEndOfStream: false, cancellationToken);
                ended = read < BufferSize;
                await OnDiskThreadAsync("written", () =>
                {
                    file ??= Create();
                    file.Append(buffer.AsSpan(0, read));
                    sha256.AppendData(buffer.AsSpan(0, read));
                    if (!ended)
                        return;
                    key = name.KeyOf(BlobHash.Of(sha256));
                    file.Keep(PathOf(key), options.FlushFolders);
                });
            }

            return key;
        }
        finally
        {
            file?.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task<string> WriteAsync(BlobName name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var key = "";
        await OnDiskThreadAsync("written", () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            key = name.KeyOf(content.Span);
            var path = PathOf(key);
            if (IncomingFile.TryRenew(path, options.FlushFolders))
                return;
            using var file = Create();
            file.Append(content.Span);
            file.Keep(path, options.FlushFolders);
        });
        return key;
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return Task.FromResult(Translate<Stream?>("read", () =>
        {
            try
            {
                // No buffer: every reader here takes the whole file in large pieces.
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(path))
            {
                // A folder has a key's form too, but is no blob; opening one is refused as if permission were missing.
                return IsAway() ? throw Away() : null;
            }
        }));
    }

    public async IAsyncEnumerable<BlobEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var files = new BlobListing(_root);
        var chunk = new List<BlobEntry>(ListedAtOnce);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Clear();
            await OnDiskThreadAsync("read", () =>
            {
                if (IsAway())
                    throw Away();
                files.Read(chunk, ListedAtOnce);
            });
            foreach (var entry in chunk)
                yield return entry;
        }
        while (chunk.Count == ListedAtOnce);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return Task.FromResult(Translate("written", () =>
        {
            if (File.Exists(path))
                File.Delete(path);
            return true;
        }));
    }

    public async Task<bool> DeleteAsync(BlobEntry entry, CancellationToken cancellationToken)
    {
        var path = PathOf(entry.Key);
        var removed = false;
        await OnDiskThreadAsync("written", () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = new FileInfo(path);
            removed = file.Exists && file.LastWriteTimeUtc == entry.WrittenAt.UtcDateTime;
            if (removed)
                file.Delete();
        });
        return removed;
    }

    public Task ProbeAsync(CancellationToken cancellationToken) => OnDiskThreadAsync("written", () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf($"probe-{Guid.NewGuid():N}");
        using var file = Create();
        file.Append("probe"u8);
        file.Keep(path, options.FlushFolders);
        File.Delete(path);
    });

    private string PathOf(string key)
    {
        BlobKey.ThrowIfInvalid(key);
        return Path.Combine(_root, key);
    }

    private bool IsAway() => !Directory.Exists(_root) || !Directory.EnumerateFileSystemEntries(_root).Any();

    private StorageUnavailableException Away() =>
        new($"The blob store at {_root} is away: the folder is not there or empty. Is its volume mounted?");

    private IncomingFile Create()
    {
        var folder = Path.Combine(_root, IncomingFolder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            return new IncomingFile(path);
        }
        catch (IOException e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another write may have made the folder since.
            if (!Directory.Exists(folder))
            {
                if (_made && IsAway())
                    throw Away();
                FolderFlush.Create(folder);
                _made = true;
            }

            return new IncomingFile(path);
        }
    }

    private Task OnDiskThreadAsync(string verb, Action action) => _disk.RunAsync(() => Translate(verb, () =>
    {
        action();
        return true;
    }));

    private T Translate<T>(string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The blob store at {_root} cannot be {verb}: {e.Message}", e);
        }
    }
}
