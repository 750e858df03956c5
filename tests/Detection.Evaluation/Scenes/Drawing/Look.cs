using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>How a shape is drawn, but for its colours.</summary>
/// <param name="Filled">Whether areas are filled.</param>
/// <param name="Outlined">Whether areas are outlined.</param>
/// <param name="Pen">Of outlines and lines.</param>
/// <param name="Strokes">How often each line is drawn: twice in a sketch.</param>
/// <param name="Stray">How far the hand strays, in pixels; 0: drawn exactly.</param>
internal sealed record Look(bool Filled, bool Outlined, Pen Pen, int Strokes, double Stray)
{
    /// <summary>Shapes smaller than this are drawn plainly: their details would be lost.</summary>
    public const double Detailed = 44;

    /// <summary>Chooses a look.</summary>
    /// <param name="medium">What the scene is drawn with.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="side">The shape's longer side, in pixels.</param>
    /// <param name="byHand">Whether the scene is drawn by hand.</param>
    public static Look Choose(Medium medium, Dice dice, double side, bool byHand)
    {
        var filled = dice.Chance(medium.Filled);
        var outlined = !filled || dice.Chance(0.4);
        var width = Math.Clamp(side * dice.BetweenLog(medium.Thinnest, medium.Thickest), 1.4, Math.Max(1.6, side * 0.12));
        var detailed = side >= Detailed;
        var dashed = detailed && !byHand && dice.Chance(0.2);
        var join = byHand ? LineJoin.Round : dice.Pick([LineJoin.Miter, LineJoin.Miter, LineJoin.Round, LineJoin.Bevel]);
        var cap = byHand ? LineCap.Round : dice.Pick([LineCap.Butt, LineCap.Round, LineCap.Square]);
        var pen = new Pen(width, join, dashed ? LineCap.Butt : cap, dashed ? [width * dice.Between(2.5, 5), width * dice.Between(0.8, 1.8)] : null);
        var stray = byHand ? side * dice.Between(0.004, 0.016) : 0;
        return new Look(filled, outlined, pen, byHand && outlined && detailed && dice.Chance(0.3) ? 2 : 1, stray);
    }
}
