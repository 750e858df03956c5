using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Files;

/// <summary>Finds model files.</summary>
internal static class ModelFolders
{
    public const string Extension = ".onnx";

    /// <summary>The files of the options' folders, then that of the built-in model, where it is to be offered.</summary>
    /// <exception cref="ModelLoadException">A folder is missing that must be there, or cannot be listed.</exception>
    public static IReadOnlyList<string> Scan(InferenceOptions options)
    {
        var files = Scan(options.ModelFolders, options.FoldersMayBeMissing);
        return options.BuiltIn is { BesideOthers: true } || (options.BuiltIn is { InsteadOfNone: true } && files.Count == 0)
            ? [.. files.Where(file => file != options.BuiltIn.File), options.BuiltIn.File]
            : files;
    }

    /// <summary>
    /// Absolute paths of the models directly in <paramref name="folders"/>: folder by folder as given, by name within one.
    /// </summary>
    /// <exception cref="ModelLoadException">A folder is missing that must be there, or cannot be listed.</exception>
    public static IReadOnlyList<string> Scan(IReadOnlyList<string> folders, bool mayBeMissing = false)
    {
        var files = new List<string>();
        foreach (var folder in folders.Select(Path.GetFullPath).Distinct())
        {
            try
            {
                files.AddRange(Directory.GetFiles(folder)
                    .Where(f => f.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal));
            }
            catch (DirectoryNotFoundException) when (mayBeMissing)
            {
                // Treated as empty until it exists.
            }
            catch (DirectoryNotFoundException)
            {
                throw new ModelLoadException($"The model folder {folder} does not exist. {Advice.GetAModel}");
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw new ModelLoadException($"The model folder {folder} cannot be listed: {e.Message}");
            }
        }

        return files;
    }

    /// <summary>The name that requests use for the model in <paramref name="file"/>.</summary>
    public static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
