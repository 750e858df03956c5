using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>Crosses: plus and X, as bars or as two lines.</summary>
internal static class CrossOutlines
{
    /// <summary>A cross of one of the ways; an arm may be a little longer than the others.</summary>
    public static IReadOnlyList<Part> Draw(Dice dice, bool byPen)
    {
        var turn = dice.Chance(0.45) ? Math.PI / 4 : 0;
        var foot = turn == 0 && dice.Chance(0.15) ? dice.Between(1.1, 1.4) : 1;
        Part[] parts = dice.Chance(byPen ? 0.65 : 0.2) ? Lines(foot) : [new(Bars(dice, foot), PartKind.Body)];
        return [.. parts.Select(part => part.Map(p => p.Rotate(turn)))];
    }

    private static Part[] Lines(double foot) =>
    [
        new(Contour.Through([new(-1, 0), new(1, 0)], closed: false), PartKind.Line),
        new(Contour.Through([new(0, -1), new(0, foot)], closed: false), PartKind.Line),
    ];

    private static Contour Bars(Dice dice, double foot)
    {
        var half = dice.Between(0.12, 0.4);
        return Contours.Polygon(
            [
                new(-half, -1), new(half, -1), new(half, -half), new(1, -half), new(1, half), new(half, half),
                new(half, foot), new(-half, foot), new(-half, half), new(-1, half), new(-1, -half), new(-half, -half),
            ],
            dice.Chance(0.2) ? dice.Between(0.15, 0.6) : 0);
    }
}
