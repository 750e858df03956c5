using System.Buffers;

namespace Detection.Storage;

/// <summary>Blobs as files under one folder, which API and workers share (a local folder, or a mounted volume).</summary>
/// <remarks>
/// A write goes to a temporary file in the same file system, is flushed to the disk and then renamed, so a reader or
/// a crash sees the whole blob or none. The first write makes the folder; should it vanish later, or be there but empty,
/// it is taken for a volume that is not mounted: the store is unavailable then, rather than all of its blobs missing.
/// </remarks>
public sealed class FileSystemBlobStore(StorageOptions options) : IBlobStore
{
    private const int BufferSize = 128 * 1024;
    private readonly string _root = Path.GetFullPath(options.Folder);
    private volatile bool _made;

    public async Task WriteAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var temporary = Path.Combine(_root, ".incoming", Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = Translate("written", () => Create(temporary)))
                await CopyAsync(content, file, cancellationToken);
            Translate("written", () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(temporary, path, overwrite: true);
                return true;
            });
        }
        catch
        {
            // The rename did not happen: leave nothing behind. Deleting what does not exist is no error.
            DeleteQuietly(temporary);
            throw;
        }
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

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var key = $"probe-{Guid.NewGuid():N}";
        using var content = new MemoryStream("probe"u8.ToArray());
        await WriteAsync(key, content, cancellationToken);
        await DeleteAsync(key, cancellationToken);
    }

    private string PathOf(string key)
    {
        BlobKey.ThrowIfInvalid(key);
        return Path.Combine(_root, key);
    }

    private bool IsAway() => !Directory.Exists(_root) || !Directory.EnumerateFileSystemEntries(_root).Any();

    private StorageUnavailableException Away() =>
        new($"The blob store at {_root} is away: the folder is not there or empty. Is its volume mounted?");

    private FileStream Create(string path)
    {
        if (_made && IsAway())
            throw Away();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _made = true;
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    // Only the file's side is translated: a source that breaks (a client that went away) is not the store's fault.
    private async Task CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer, BufferSize, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                try
                {
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }
                catch (IOException e)
                {
                    throw Unavailable("written", e);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Translate("written", () =>
        {
            file.Flush(flushToDisk: true);
            return true;
        });
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The caller is already being told of the fault that brought us here.
        }
    }

    private T Translate<T>(string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(verb, e);
        }
    }

    private StorageUnavailableException Unavailable(string verb, Exception e) =>
        new($"The blob store at {_root} cannot be {verb}: {e.Message}", e);
}
