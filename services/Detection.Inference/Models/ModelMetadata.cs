namespace Detection.Inference.Models;

/// <summary>The metadata that Ultralytics' exporter wrote into the file.</summary>
/// <param name="Task">Always <c>detect</c>.</param>
/// <param name="Labels">By class id, at least one.</param>
/// <param name="Stride">Pixels, positive.</param>
/// <param name="ImageSize">Height and width it was exported for, in pixels; null where the file does not say.</param>
internal sealed record ModelMetadata(string Task, IReadOnlyList<string> Labels, int Stride, (int Height, int Width)? ImageSize)
{
    private const string Detect = "detect";
    private const string Export = "Export it again with Ultralytics: yolo export model=<weights>.pt format=onnx dynamic=True";

    /// <summary>Whether the file says that its graph selects the boxes itself (<c>end2end</c> or <c>nms</c>).</summary>
    public bool SelectsBoxes { get; init; }

    /// <summary>Reads the metadata of <paramref name="file"/>.</summary>
    /// <exception cref="ModelLoadException">The model has another task, or a value is missing or unreadable.</exception>
    public static ModelMetadata Read(string file, IReadOnlyDictionary<string, string> properties)
    {
        // The task first: a pose model's names and shapes are fine for a pose model, and no help to the reader. Older exporters
        // do not write it; then the output's shape, which no other task has for so many classes, has to do.
        var task = properties.TryGetValue("task", out var named) && !string.IsNullOrWhiteSpace(named) ? named : Detect;
        if (task != Detect)
        {
            throw new ModelLoadException(
                file,
                $"it is a '{task}' model, and only 'detect' models can be used. Remove it, or put a detection model in its place.");
        }

        return new ModelMetadata(task, ReadLabels(file, properties), ReadStride(file, properties), ReadImageSize(file, properties))
        {
            SelectsBoxes = IsTrue(properties, "end2end") || IsTrue(properties, "nms"),
        };
    }

    private static bool IsTrue(IReadOnlyDictionary<string, string> properties, string key) =>
        properties.TryGetValue(key, out var text) && bool.TryParse(text, out var value) && value;

    private static string[] ReadLabels(string file, IReadOnlyDictionary<string, string> properties)
    {
        var text = Required(file, properties, "names");
        var names = Parse(file, "names", text, static t => PythonLiteral.ReadNames(t));
        var labels = new string[names.Count];
        for (var id = 0; id < labels.Length; id++)
            labels[id] = names.GetValueOrDefault(id) ?? throw Bad(file, "names", text, $"class {id} has no name");
        return labels.Length > 0 ? labels : throw Bad(file, "names", text, "it names no class");
    }

    private static int ReadStride(string file, IReadOnlyDictionary<string, string> properties)
    {
        var text = Required(file, properties, "stride");
        var values = Parse(file, "stride", text, static t => PythonLiteral.ReadIntegers(t));
        return values is [> 0 and <= 256] ? values[0] : throw Bad(file, "stride", text, "it must be one number, 1 to 256");
    }

    private static (int Height, int Width)? ReadImageSize(string file, IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.TryGetValue("imgsz", out var text))
            return null;
        return Parse(file, "imgsz", text, static t => PythonLiteral.ReadIntegers(t)) switch
        {
            [var side] => (side, side),
            [var height, var width] => (height, width),
            _ => throw Bad(file, "imgsz", text, "it must be one size, or height and width"),
        };
    }

    private static string Required(string file, IReadOnlyDictionary<string, string> properties, string key) =>
        properties.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new ModelLoadException(file, $"its metadata has no '{key}'. {Export}.");

    private static T Parse<T>(string file, string key, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw Bad(file, key, text, e.Message);
        }
    }

    private static ModelLoadException Bad(string file, string key, string text, string problem) =>
        new(file, $"its metadata's '{key}' cannot be used ({problem}): {(text.Length > 80 ? text[..80] + "..." : text)}. {Export}.");
}
