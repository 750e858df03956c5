namespace Detection.Evaluation.Pictures;

/// <summary>Finds pictures, and their labels.</summary>
public static class PictureFolder
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>Absolute paths of the JPEG, PNG and WebP files of a folder, not of its subfolders, in the order of their names.</summary>
    /// <exception cref="EvaluationException">There is no such folder, or no picture in it.</exception>
    public static IReadOnlyList<string> Scan(string folder)
    {
        if (!Directory.Exists(folder))
            throw new EvaluationException($"There is no folder {folder}.");
        var files = Directory.EnumerateFiles(Path.GetFullPath(folder))
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return files.Length > 0 ? files : throw new EvaluationException($"There is no JPEG, PNG or WebP in {folder}.");
    }

    /// <summary>The pictures of a folder with their labels; one without a label file has nothing in it.</summary>
    /// <param name="folder">Of the pictures.</param>
    /// <param name="labels">Of the label files, <c>NAME.txt</c> for each picture; null: beside the pictures.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="EvaluationException">A folder is missing or empty, or there is not one label file.</exception>
    public static IReadOnlyList<LabelledPicture> ReadLabelled(string folder, string? labels, int classes)
    {
        var pictures = Scan(folder);
        var beside = labels ?? folder;
        if (!pictures.Any(picture => File.Exists(LabelOf(picture, beside))))
            throw new EvaluationException($"None of the {pictures.Count} pictures of {folder} has a label file in {beside}.");
        return [.. pictures.Select(picture => new LabelledPicture(
            Path.GetFileName(picture),
            () => File.ReadAllBytes(picture),
            (width, height) => File.Exists(LabelOf(picture, beside))
                ? LabelFile.Parse(LabelOf(picture, beside), File.ReadAllLines(LabelOf(picture, beside)), width, height, classes)
                : []))];
    }

    private static string LabelOf(string picture, string folder) => Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(picture)}.txt");
}
