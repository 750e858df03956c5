using System.Security.Cryptography;
using Detection.Inference.Files;
using Detection.Inference.Models;
using Detection.Inference.Onnx;

namespace Detection.Inference.Execution;

/// <summary>Folders for TensorRT's engines.</summary>
/// <remarks>
/// ONNX Runtime finds an engine by the graph's names and shapes, not by its weights: a model that was trained further would
/// run with the old ones (https://github.com/microsoft/onnxruntime/issues/6455). Each content of a file has its own folder.
/// Weights in other files are not part of that content, and could change between a look at them here and the provider's: of
/// such a model no engine is kept.
/// </remarks>
internal static class EngineCache
{
    /// <summary>Makes and names the folder of the engines of <paramref name="file"/>; null where the file does not hold all of the model.</summary>
    /// <exception cref="ModelLoadException">The folder cannot be made.</exception>
    public static string? FolderOf(ModelFile file, string root)
    {
        if (!IsWhole(file))
            return null;
        try
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes))[..16];
            return Directory.CreateDirectory(
                Path.GetFullPath(Path.Combine(root, $"{Path.GetFileNameWithoutExtension(file.Path)}-{hash}"))).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(file.Path, $"the folder for its engines cannot be made: {e.Message}", e);
        }
    }

    private static bool IsWhole(ModelFile file)
    {
        try
        {
            return !GraphScan.Of(file.Bytes).HasExternalData;
        }
        catch (InvalidDataException)
        {
            // ONNX Runtime reads formats besides ONNX's own; whether those have weights elsewhere is unknown here.
            return false;
        }
    }
}
