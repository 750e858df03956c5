using Microsoft.Extensions.Configuration;

namespace Detection.Hosting.Files;

/// <summary>Which files and folders hold the data, by the settings that name them.</summary>
internal sealed class DataFiles
{
    private static readonly string[] DatabaseFiles = ["", "-wal", "-shm", "-journal", ".lock"];

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    // The blob store makes it, and no other program does.
    private const string Incoming = ".incoming";

    private readonly string? _blobs;
    private readonly HashSet<string> _known;

    public DataFiles(IConfiguration configuration)
    {
        _blobs = Full(configuration["Storage:Folder"]);
        var database = Full(configuration["Database:SqliteFile"]);
        var journal = Full(configuration["Bus:JournalFile"]);
        Files = [.. database is null ? [] : DatabaseFiles.Select(end => database + end), .. journal is null ? Array.Empty<string>() : [journal]];

        string?[] parts = [_blobs, database, journal];
        Folders = [.. parts.Select(Path.GetDirectoryName).Append(_blobs).OfType<string>().Distinct()];
        _known = [.. Files, .. new[] { _blobs, Full(configuration["Inference:TensorRt:CacheFolder"]) }.OfType<string>()];
        // The local broker of 'make broker'.
        _known.UnionWith(Folders.Select(folder => Path.Combine(folder, "broker")));
    }

    /// <summary>Database, locks and journals; they need not exist.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The blobs' folder and those that the files are in; they need not exist.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Whether a folder was made for this data: a blob store, or nothing else in it.</summary>
    public bool IsOurs(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        return folder == _blobs
            ? Directory.Exists(Path.Combine(folder, Incoming))
            : Directory.EnumerateFileSystemEntries(folder, "*", All).ToArray() is { Length: > 0 } entries && Array.TrueForAll(entries, _known.Contains);
    }

    private static string? Full(string? path) => string.IsNullOrWhiteSpace(path) ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
