using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Scenes;

/// <summary>A drawn scene.</summary>
/// <param name="Seed">What it was drawn from: the same seed, the same scene.</param>
/// <param name="Medium">What it pretends to be.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Svg">The document.</param>
/// <param name="JpegQuality">1 to 100; null: it is to be a PNG.</param>
/// <param name="Shapes">Label and box of each shape, from back to front.</param>
/// <param name="Visible">The share of each shape's ink that nothing covers, 0 to 1.</param>
/// <param name="Contrasts">How far each shape's edge is in colour from what is behind it, 0 to 255.</param>
internal sealed record Scene(
    int Seed,
    string Medium,
    int Width,
    int Height,
    string Svg,
    int? JpegQuality,
    IReadOnlyList<(string Label, Box Box)> Shapes,
    IReadOnlyList<double> Visible,
    IReadOnlyList<double> Contrasts);
