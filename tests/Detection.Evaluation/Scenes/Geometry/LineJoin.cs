namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>SVG's stroke-linejoin.</summary>
internal enum LineJoin
{
    Miter,
    Round,
    Bevel,
}
