namespace Detection.Inference.Loading;

/// <summary>Finds model files.</summary>
internal static class ModelFolders
{
    public const string Extension = ".onnx";

    /// <summary>As <see cref="Scan(IReadOnlyList{string})"/>, then the built-in model, where it is to be offered.</summary>
    /// <exception cref="ModelLoadException">A folder is missing or cannot be listed.</exception>
    public static IReadOnlyList<string> Scan(IReadOnlyList<string> folders, BuiltInModel? builtIn)
    {
        var files = Scan(folders);
        return builtIn is { BesideOthers: true } || (builtIn is { InsteadOfNone: true } && files.Count == 0)
            ? [.. files.Where(file => file != builtIn.File), builtIn.File]
            : files;
    }

    /// <summary>
    /// Absolute paths of the models directly in <paramref name="folders"/>: folder by folder as given, by name within one.
    /// </summary>
    /// <exception cref="ModelLoadException">A folder is missing or cannot be listed.</exception>
    public static IReadOnlyList<string> Scan(IReadOnlyList<string> folders)
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
