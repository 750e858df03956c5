using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>One of the classes that scenes show.</summary>
/// <param name="Label">The models' name of it.</param>
/// <param name="Draw">Draws one of many, around the origin, upright, of any size; the flag asks for what a pen draws in single lines.</param>
/// <param name="Tilt">How far it is usually turned, in radians to either side.</param>
internal sealed record ShapeKind(string Label, Func<Dice, bool, IReadOnlyList<Part>> Draw, double Tilt)
{
    private const double Anyhow = Math.PI;

    public static IReadOnlyList<ShapeKind> All { get; } =
    [
        new("circle", (dice, _) => Body(RoundOutlines.Circle(dice)), Anyhow),
        new("triangle", (dice, _) => Body(PolygonOutlines.Triangle(dice)), Anyhow),
        new("rectangle", (dice, _) => Body(PolygonOutlines.Rectangle(dice)), 0.6),
        new("pentagon", (dice, _) => Body(PolygonOutlines.Regular(dice, 5)), Anyhow),
        new("hexagon", (dice, _) => Body(PolygonOutlines.Regular(dice, 6)), Anyhow),
        new("star", (dice, pen) => Body(PolygonOutlines.Star(dice, pen)), Anyhow),
        new("heart", (dice, _) => Body(RoundOutlines.Heart(dice)), 0.4),
        new("arrow", ArrowOutlines.Draw, Anyhow),
        new("cross", CrossOutlines.Draw, 0.25),
    ];

    private static Part[] Body(Contour contour) => [new(contour, PartKind.Body)];
}
