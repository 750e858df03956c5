using Microsoft.Win32.SafeHandles;

namespace Detection.Inference.Files;

/// <summary>Tells one content of a file from the next without reading it.</summary>
/// <param name="Length">Bytes; -1 where the file cannot be opened.</param>
/// <param name="Written">UTC, of the last change, by the file system's clock.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>Of something that cannot be opened or is no file: the file is checked again once it can be.</summary>
    public static FileStamp Unreadable { get; } = new(-1, DateTime.MinValue);

    /// <summary>Of the file behind the path: a link's target, so that turning a link to another file is a change.</summary>
    public static FileStamp Of(string file)
    {
        try
        {
            using var handle = RegularFile.Open(file);
            return Of(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    public static FileStamp Of(SafeFileHandle handle) => new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
}
