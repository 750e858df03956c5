using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>One contour of a shape.</summary>
internal sealed record Part(Contour Contour, PartKind Kind)
{
    public Part Map(Func<Vec, Vec> map) => this with { Contour = Contour.Map(map) };
}
