using System.Security.Cryptography;

namespace Detection.Inference.Execution;

/// <summary>Where TensorRT's engines of a model are kept.</summary>
/// <remarks>
/// ONNX Runtime finds an engine by the graph's names and shapes, not by its weights: a model that was trained further would
/// run with the old ones (https://github.com/microsoft/onnxruntime/issues/6455). Each content of a file has its own folder.
/// </remarks>
internal static class EngineCache
{
    /// <summary>Makes and names the folder of the engines of <paramref name="file"/>.</summary>
    /// <exception cref="ModelLoadException">The folder cannot be made.</exception>
    public static string FolderOf(ModelFile file, string root)
    {
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
}
