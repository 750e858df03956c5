using Detection.Inference.Files;

namespace Detection.Inference.Serving;

/// <summary>A model file and its state. Used by one thread at a time.</summary>
internal sealed class ModelEntry(string file)
{
    public string File => file;

    /// <summary>The name that requests use for its model.</summary>
    public string Name { get; } = ModelFolders.NameOf(file);

    /// <summary>The file as the last scan found it; null: missing.</summary>
    public FileStamp? Seen { get; set; }

    /// <summary>The content that was loaded or rejected last; null: none.</summary>
    public FileStamp? Tried { get; private set; }

    /// <summary>Serves under <see cref="Name"/>; null if no content of the file was good so far.</summary>
    public ModelGeneration? Generation { get; private set; }

    /// <summary>Why the content of <see cref="Tried"/> does not serve; null if it does.</summary>
    public string? Reason { get; private set; }

    /// <summary>The generation serves from now on.</summary>
    public void Serve(ModelGeneration generation) => (Generation, Tried, Reason) = (generation, generation.Stamp, null);

    /// <summary>This content is bad; the generation of an earlier content goes on.</summary>
    public void Reject(FileStamp tried, string reason) => (Tried, Reason) = (tried, reason);

    /// <summary>Another file has the name; this one serves nothing.</summary>
    public void Withdraw(string reason) => (Generation, Tried, Reason) = (null, null, reason);
}
