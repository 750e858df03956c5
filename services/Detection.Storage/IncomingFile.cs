using Microsoft.Win32.SafeHandles;

namespace Detection.Storage;

/// <summary>A blob on its way: a temporary file that becomes the blob whole, or leaves nothing behind.</summary>
internal sealed class IncomingFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _length;
    private bool _kept;

    /// <param name="path">In a folder that is there, of the file system that the blob goes to.</param>
    public IncomingFile(string path)
    {
        _path = path;
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
    }

    /// <summary>Makes it the blob at <paramref name="path"/>; once this returns, a crash does not lose it, if its folder was flushed.</summary>
    /// <remarks>
    /// First the bytes are flushed, then the name is given, then that is flushed: at no moment does a crash leave a name with
    /// half a blob.
    /// </remarks>
    /// <param name="path">Of the blob.</param>
    /// <param name="flushFolder">Whether its name is flushed, too.</param>
    public void Keep(string path, bool flushFolder)
    {
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();

        var folder = Path.GetDirectoryName(path)!;
        try
        {
            File.Move(_path, path, overwrite: true);
        }
        catch (IOException e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another write may have made the folder since; to make it again changes nothing.
            FolderFlush.Create(folder);
            File.Move(_path, path, overwrite: true);
        }

        _kept = true;
        if (flushFolder)
            FolderFlush.Flush(folder);
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_kept)
            return;
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The caller is already being told of the fault that brought us here; the sweep takes it later.
        }
    }
}
