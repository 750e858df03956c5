namespace Detection.Testing;

/// <summary>A folder of its own for one test, made at once and gone afterwards.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("detection-test-").FullName;

    /// <summary>Absolute path of something in the folder.</summary>
    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Every file below the folder, relative to it, in order.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => FolderRemoval.Remove(Path);
}
