namespace Detection.Evaluation.Scenes.Geometry;

/// <summary>SVG's stroke-linecap.</summary>
internal enum LineCap
{
    Butt,
    Round,
    Square,
}
