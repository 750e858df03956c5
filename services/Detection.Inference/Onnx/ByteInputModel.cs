namespace Detection.Inference.Onnx;

/// <summary>Reads a model file with its input made one of bytes.</summary>
internal static class ByteInputModel
{
    /// <summary>What the rewriting may add, with room to spare.</summary>
    private const int Margin = 64 << 10;

    /// <exception cref="ModelLoadException">The file cannot be read, or the model not be changed so; the reason says why.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > Array.MaxLength - Margin)
                throw Kept("the file is larger than 2 GB");
            return ByteInputRewriter.Rewrite(File.ReadAllBytes(file), out var problem) ?? throw Kept(problem!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(file, $"the file cannot be read: {e.Message}", e);
        }

        ModelLoadException Kept(string reason) => new(file, $"it cannot take bytes, because {reason}.");
    }
}
