namespace Detection.Storage;

/// <summary>Where the blobs are (section "Storage").</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the file system store; made if absent. API and workers must see the same one. Default "data/blobs".</summary>
    public string Folder { get; set; } = "data/blobs";

    /// <summary>Blobs that are written and flushed side by side, 1 to 64. Default 8.</summary>
    public int WriteThreads { get; set; } = 8;
}
