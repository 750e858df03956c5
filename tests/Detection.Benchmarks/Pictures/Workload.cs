using Detection.Testing;

namespace Detection.Benchmarks.Pictures;

/// <summary>What is measured on: a model and pictures for it.</summary>
/// <param name="Description">For the report.</param>
/// <param name="ModelFile">Absolute path of the .onnx file.</param>
/// <param name="Pictures">In an order that mixes shapes.</param>
internal sealed record Workload(string Description, string ModelFile, IReadOnlyList<Picture> Pictures)
{
    private const int SceneCount = 96;

    /// <summary>COCO photographs and YOLOv8n where they lie beside the checkout, else drawn scenes and the built-in model.</summary>
    /// <param name="scenes">Scenes in any case.</param>
    public static Workload Find(bool scenes = false)
    {
        if (scenes || SharedFolder.Path is null || !Directory.Exists(SharedFolder.Of("images", "coco")))
            return Scenes();
        var files = Directory.GetFiles(SharedFolder.Of("images", "coco"), "*.jpg");
        return files.Length == 0
            ? Scenes()
            : new Workload(
                $"{files.Length} COCO val2017 photographs",
                SharedFolder.Of("models", "yolov8n.onnx"),
                Mixed(files.Order(StringComparer.Ordinal).Select(file => new Picture(Path.GetFileName(file), File.ReadAllBytes(file)))));
    }

    public string ModelName => Path.GetFileNameWithoutExtension(ModelFile);

    /// <summary>Mean bytes of a picture's file.</summary>
    public double MeanBytes => Pictures.Average(picture => picture.Encoded.Length);

    private static Workload Scenes() => new(
        $"{SceneCount} drawn scenes of shapes",
        Repository.Of("infra", "models", "shapes", "shapes.onnx"),
        Mixed(Enumerable.Range(0, SceneCount).Select(DrawnScene.Draw)));

    // The same on every machine: neighbours of a sorted listing often have one shape.
    private static Picture[] Mixed(IEnumerable<Picture> pictures)
    {
        Picture[] mixed = [.. pictures];
        new Random(1).Shuffle(mixed);
        return mixed;
    }
}
