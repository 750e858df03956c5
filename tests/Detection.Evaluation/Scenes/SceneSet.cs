using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Pictures;
using Detection.Evaluation.Scenes.Outlines;

namespace Detection.Evaluation.Scenes;

/// <summary>The set of scenes that the shapes model is measured on: seeds from 0 on.</summary>
internal static class SceneSet
{
    public const int UsualCount = 120;

    /// <summary>Draws the set.</summary>
    /// <param name="count">How many scenes.</param>
    /// <param name="labels">Of the model, by class id.</param>
    /// <param name="folder">Where to leave the pictures with their labels; null: nowhere.</param>
    /// <exception cref="EvaluationException">The model does not know all the shapes, or there is no browser.</exception>
    public static async Task<IReadOnlyList<LabelledPicture>> RenderAsync(int count, IReadOnlyList<string> labels, string? folder)
    {
        var ids = labels.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        if (ShapeKind.All.FirstOrDefault(kind => !ids.ContainsKey(kind.Label)) is { } unknown)
            throw new EvaluationException($"The model has no class '{unknown.Label}': the scenes are drawn for models of shapes.");

        if (folder is not null)
            Directory.CreateDirectory(folder);
        await using var renderer = await SceneRenderer.StartAsync();
        var pictures = new List<LabelledPicture>(count);
        for (var seed = 0; seed < count; seed++)
        {
            var scene = SceneComposer.Compose(seed);
            var encoded = await renderer.RenderAsync(scene.Svg, scene.Width, scene.Height, scene.JpegQuality);
            IReadOnlyList<Truth> truths = [.. scene.Shapes.Select(shape => new Truth(ids[shape.Label], shape.Box))];
            var name = $"svg-{seed:D5}-{scene.Medium}";
            pictures.Add(new LabelledPicture(name, () => encoded, (_, _) => truths));
            if (folder is not null)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, name + (scene.JpegQuality is null ? ".png" : ".jpg")), encoded);
                await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}.txt"), LabelFile.Format(truths, scene.Width, scene.Height));
            }
        }

        return pictures;
    }
}
