using Detection.Inference.Files;
using Detection.Inference.Models;

namespace Detection.Inference.Onnx;

/// <summary>A model with its input made one of bytes.</summary>
internal static class ByteInputModel
{
    /// <summary>Most bytes that the rewriting adds, with room to spare.</summary>
    private const int Margin = 64 << 10;

    /// <exception cref="ModelLoadException">The model cannot be changed in this way; the reason says why.</exception>
    public static byte[] Of(ModelFile file)
    {
        if (file.Bytes.Length > Array.MaxLength - Margin)
            throw Kept("the file is larger than 2 GB");
        return ByteInputRewriter.Rewrite(file.Bytes, out var problem) ?? throw Kept(problem!);

        ModelLoadException Kept(string reason) => new(file.Path, $"it cannot take bytes, because {reason}.");
    }
}
