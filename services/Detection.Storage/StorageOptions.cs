namespace Detection.Storage;

/// <summary>Where the blobs are (section "Storage").</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the file system store; made if absent. API and workers must see the same one. Default "data/blobs".</summary>
    public string Folder { get; set; } = "data/blobs";

    /// <summary>Blobs that are written and flushed side by side, 1 to 64. Default 8.</summary>
    public int WriteThreads { get; set; } = 8;

    /// <summary>
    /// Whether a blob's name is flushed to the disk like its bytes, before anybody hears of it. Without, a write waits for the
    /// disk once instead of twice, and a power cut may take the names of the last seconds' blobs. Default true.
    /// </summary>
    public bool FlushFolders { get; set; } = true;
}
