using Detection.Inference.Files;

namespace Detection.Inference.Serving;

/// <summary>A model file and what became of it. Used by one thread at a time.</summary>
internal sealed class ModelEntry(string file)
{
    public string File => file;

    /// <summary>What requests call its model.</summary>
    public string Name { get; } = ModelFolders.NameOf(file);

    /// <summary>As the last look found the file; null: not there.</summary>
    public FileStamp? Seen { get; set; }

    /// <summary>The content that was last loaded, well or badly; null: none.</summary>
    public FileStamp? Judged { get; set; }

    /// <summary>Serves under <see cref="Name"/>; null where no content of the file was good so far.</summary>
    public ModelGeneration? Generation { get; set; }

    /// <summary>Why the content of <see cref="Judged"/> does not serve; null where it does.</summary>
    public string? Reason { get; set; }
}
