using Detection.Testing;
namespace Detection.Integration.Tests.Support;

/// <summary>A temporary DATA of its own: database and blobs of one service.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("detection-data-").FullName;

    public string Blobs => System.IO.Path.Combine(Path, "blobs");

    /// <summary>How many annotated pictures there are.</summary>
    public int CountAnnotated() => CountFiles("annotated");

    /// <summary>How many original pictures there are.</summary>
    public int CountImages() => CountFiles("images");

    public void Dispose() => FolderRemoval.Remove(Path);

    private int CountFiles(string kind)
    {
        var folder = System.IO.Path.Combine(Blobs, kind);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;
    }
}
