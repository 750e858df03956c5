using System.IO.Enumeration;

namespace Detection.Storage;

/// <summary>The blobs below a folder, a piece at a time. Skips what has no key: half-written blobs and files with other names.</summary>
/// <param name="root">The store's folder.</param>
internal sealed class BlobListing(string root) : IDisposable
{
    private IEnumerator<BlobEntry>? _files;

    /// <summary>Adds up to <paramref name="most"/> blobs to a list; fewer only at the end.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public void Read(List<BlobEntry> entries, int most)
    {
        _files ??= Files().GetEnumerator();
        while (entries.Count < most && _files.MoveNext())
        {
            if (BlobKey.IsValid(_files.Current.Key))
                entries.Add(_files.Current);
        }
    }

    public void Dispose() => _files?.Dispose();

    private FileSystemEnumerable<BlobEntry> Files()
    {
        var files = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return new FileSystemEnumerable<BlobEntry>(root, Entry, files)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !IsHidden(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsHidden(ref entry),
        };
    }

    private static bool IsHidden(ref FileSystemEntry entry) => entry.FileName.StartsWith('.');

    private static BlobEntry Entry(ref FileSystemEntry entry)
    {
        var folder = Path.GetRelativePath(entry.RootDirectory.ToString(), entry.Directory.ToString());
        var key = folder == "." ? entry.FileName.ToString() : $"{folder}/{entry.FileName}";
        return new BlobEntry(Path.DirectorySeparatorChar == '/' ? key : key.Replace(Path.DirectorySeparatorChar, '/'), entry.LastWriteTimeUtc);
    }
}
