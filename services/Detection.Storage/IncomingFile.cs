using Microsoft.Win32.SafeHandles;

namespace Detection.Storage;

/// <summary>A blob on its way: a temporary file that becomes the blob whole, or leaves nothing behind.</summary>
internal sealed class IncomingFile : IDisposable
{
    private const int MostAttempts = 5;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _length;
    private bool _moved;

    /// <param name="path">In a folder that is there, of the file system that the blob goes to.</param>
    public IncomingFile(string path)
    {
        _path = path;
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>
    /// Makes an existing blob count as written now, and flushes its name: another writer may have given it a moment ago and not have
    /// flushed it yet.
    /// </summary>
    /// <returns>False where there is no such blob.</returns>
    /// <inheritdoc cref="Keep"/>
    public static bool TryRenew(string path, bool flushFolder)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            // The clock of the file system, which dates new files too.
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false; // Removed since.
        }

        if (flushFolder)
            FolderFlush.Flush(Path.GetDirectoryName(path)!);
        return true;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
    }

    /// <summary>
    /// Makes it the blob at <paramref name="path"/>, or keeps the blob that is there already. Once this returns, a crash does not lose
    /// the blob, if its folder was flushed.
    /// </summary>
    /// <remarks>
    /// First the bytes are flushed, then the name is given, then that is flushed: at no moment does a crash leave a name with
    /// half a blob.
    /// </remarks>
    /// <param name="path">Of the blob.</param>
    /// <param name="flushFolder">Whether the blob's name is flushed, too.</param>
    public void Keep(string path, bool flushFolder)
    {
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();

        var folder = Path.GetDirectoryName(path)!;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(_path, path, overwrite: false);
                _moved = true;
                break;
            }
            catch (IOException e) when (attempt < MostAttempts && e is DirectoryNotFoundException or FileNotFoundException)
            {
                // Another write may have made the folder since; to make it again changes nothing.
                FolderFlush.Create(folder);
            }
            catch (IOException) when (attempt < MostAttempts && !Directory.Exists(path))
            {
                // The same blob is there: its key has the content's hash. Should it be removed just now, the next attempt succeeds.
                if (TryRenew(path, flushFolder))
                    return;
            }
        }

        if (flushFolder)
            FolderFlush.Flush(folder);
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_moved)
            return;
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The caller already gets the fault that led here, or has its blob; the sweep of incoming files removes this one later.
        }
    }
}
