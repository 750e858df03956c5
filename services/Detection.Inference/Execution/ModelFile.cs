namespace Detection.Inference.Execution;

/// <summary>A model's file, which every session of the model must find as the first one found it.</summary>
internal sealed class ModelFile(string path)
{
    private readonly Lock _lock = new();
    private (long Length, DateTime Written)? _first;

    /// <summary>Absolute.</summary>
    public string Path => path;

    /// <exception cref="ModelLoadException">It cannot be read, is empty, or is not what it was.</exception>
    public void Check()
    {
        var state = State();
        lock (_lock)
        {
            if (_first is { } first && first != state)
                throw new ModelLoadException(path, "the file has changed since the start; restart to use the new one.");
            _first = state;
        }
    }

    private (long Length, DateTime Written) State()
    {
        try
        {
            using var stream = File.OpenRead(path);
            return stream.Length > 0
                ? (stream.Length, File.GetLastWriteTimeUtc(path))
                : throw new ModelLoadException(path, "the file is empty. Copy it again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"the file cannot be read: {e.Message}", e);
        }
    }
}
