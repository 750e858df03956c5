using Detection.Inference.Files;
using Detection.Inference.Models;

namespace Detection.Inference.Onnx;

/// <summary>A model without the end of its graph.</summary>
internal static class HeadModel
{
    /// <param name="file">The model's.</param>
    /// <param name="classes">How many it has.</param>
    /// <exception cref="ModelLoadException">The model cannot be cut there; the reason says why.</exception>
    public static byte[] Of(ModelFile file, int classes) =>
        HeadRewriter.Rewrite(file.Bytes, ModelInterface.OutputName, classes, out var problem)
        ?? throw new ModelLoadException(file.Path, $"boxes are made by its graph, because {problem}.");
}
