using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Outlines;

/// <summary>Arrows that point to the right: blocks, and lines with a head.</summary>
internal static class ArrowOutlines
{
    /// <summary>An arrow of one of the ways.</summary>
    public static IReadOnlyList<Part> Draw(Dice dice, bool byPen) => dice.Chance(byPen ? 0.7 : 0.35) ? Line(dice) : [new(Block(dice), PartKind.Body)];

    // The head is 2 high.
    private static Contour Block(Dice dice)
    {
        double head = dice.Between(0.9, 1.7), shaft = dice.Between(0.9, 2.6), half = dice.Between(0.3, 0.6);
        var barb = dice.Chance(0.25) ? dice.Between(0.1, 0.3) : 0; // how far the head's wings point backwards
        var notch = dice.Chance(0.3) ? dice.Between(0.2, 0.5) : 0; // how deep the tail is cut
        Vec[] upper = [new(head, 0), new(-barb, -1), new(0, -half), new(-shaft, -half)];
        Vec[] lower = [new(-shaft, half), new(0, half), new(-barb, 1)];
        return Contours.Polygon([.. upper, .. notch > 0 ? [new Vec(notch - shaft, 0)] : (Vec[])[], .. lower], dice.Chance(0.12) ? 0.15 : 0);
    }

    private static Part[] Line(Dice dice)
    {
        Vec tip = new(1, 0);
        var bend = dice.Chance(0.3) ? dice.Between(0.2, 0.6) * (dice.Chance(0.5) ? 1 : -1) : 0;
        double length = dice.Between(0.35, 0.65), spread = dice.Between(0.42, 0.75);
        var before = new Vec(0.3, bend); // the curve arrives at the tip from here
        var back = (before - tip).Unit;
        Vec left = tip + (back.Rotate(spread) * length), right = tip + (back.Rotate(-spread) * length);
        var filled = dice.Chance(0.45);
        var end = filled ? tip + (back * (length * 0.6)) : tip;
        var shaft = bend == 0
            ? Contour.Through([new(-1, 0), end], closed: false)
            : new Contour(new(-1, bend * 0.3), [Segment.Curve(new(-0.4, bend), new Vec(0.3, bend) + (end - tip), end)], Closed: false);
        return
        [
            new(shaft, PartKind.Line),
            filled ? new(Contours.Polygon([tip, left, right]), PartKind.Solid) : new(Contour.Through([left, tip, right], closed: false), PartKind.Line),
        ];
    }
}
