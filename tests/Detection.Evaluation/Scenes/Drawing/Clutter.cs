using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Scenes.Geometry;

namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>What is in a scene and is no shape: writing, curves, zigzags, scribbles, brackets and irregular blobs.</summary>
internal sealed class Clutter(SvgDocument svg, Medium medium, Dice dice, IReadOnlyList<Box> shapes)
{
    private const int Tries = 25;
    private const int MostItems = 6;

    /// <summary>Adds some, mostly beside the shapes.</summary>
    /// <param name="around">Colours of the background.</param>
    public void Add(IReadOnlyList<Rgb> around)
    {
        for (var items = dice.Whole(0, MostItems); items > 0; items--)
        {
            var ink = medium.Inks.Count > 0 ? dice.Pick(medium.Inks) : Rgb.Hsl(dice.Between(0, 360), dice.Between(0.1, 0.9), dice.Between(0.1, 0.9));
            var colour = around[0].Mix(ink, dice.Between(0.5, 1));
            if (dice.Chance(0.4))
                Writing(colour);
            else
                Drawing(colour);
        }
    }

    private void Writing(Rgb colour)
    {
        var (text, size) = ($"{dice.Pick(Words.All)} {(dice.Chance(0.5) ? dice.Pick(Words.All) : "")}".Trim(), dice.BetweenLog(10, 32));
        if (Place(text.Length * size * 0.58, size) is not { } box)
            return;
        var style = $"font-family:{medium.Font}{(dice.Chance(0.3) ? ";font-weight:bold" : "")}{(dice.Chance(0.2) ? ";font-style:italic" : "")}";
        svg.Add($"""<text x="{box.X1:0.#}" y="{box.Y1 + (size * 0.8):0.#}" font-size="{size:0.#}" fill="{colour.Hex}" style="{style}">{text}</text>""");
        if (dice.Chance(0.2))
            svg.Add($"""<path d="M{box.X1:0.#} {box.Y2 + 2:0.#}h{box.Width:0.#}" stroke="{colour.Hex}" stroke-width="1.5"/>""");
    }

    private void Drawing(Rgb colour)
    {
        var size = dice.BetweenLog(30, Math.Min(svg.Width, svg.Height) * 0.5);
        if (Place(size, size * dice.Between(0.4, 1)) is not { } box)
            return;
        var (contour, isArea) = dice.Whole(0, 4) switch
        {
            0 => (Curve(), false),
            1 => (Zigzag(), false),
            2 => (Scribble(), false),
            3 => (Bracket(), false),
            _ => (Blob(), true),
        };
        var path = contour.Map(p => new Vec(box.X1 + (p.X * box.Width), box.Y1 + (p.Y * box.Height))).ToPathData();
        var fill = isArea && dice.Chance(0.6) ? colour.Hex : "none";
        svg.Add($"""<path d="{path}" fill="{fill}" stroke="{colour.Hex}" stroke-width="{dice.Between(1.2, 5):0.#}" stroke-linecap="round" stroke-linejoin="round"/>""");
    }

    private Contour Curve() => Contours.Smooth([.. Enumerable.Range(0, 5).Select(i => new Vec(i / 4.0, dice.Between(0, 1)))], closed: false);

    private Contour Zigzag()
    {
        var corners = dice.Whole(5, 9);
        return Contour.Through([.. Enumerable.Range(0, corners).Select(i => new Vec(i / (corners - 1.0), i % 2 == 0 ? dice.Between(0, 0.3) : dice.Between(0.6, 1)))], closed: false);
    }

    private Contour Scribble() => Contours.Smooth([.. Enumerable.Range(0, dice.Whole(8, 16)).Select(_ => new Vec(dice.Between(0, 1), dice.Between(0, 1)))], closed: false);

    private static Contour Bracket() => Contours.Smooth([new(0, 0), new(0.12, 0.1), new(0.1, 0.4), new(0.25, 0.5), new(0.1, 0.6), new(0.12, 0.9), new(0, 1)], closed: false);

    // Deep bays, so that nobody would call it a circle.
    private Contour Blob() => Contours.Smooth(
        [.. Enumerable.Range(0, 9).Select(i => new Vec(0.5, 0.5) + Vec.Polar(i * Math.Tau / 9, i % 3 == 0 ? dice.Between(0.12, 0.22) : dice.Between(0.3, 0.5)))], closed: true);

    private Box? Place(double width, double height)
    {
        for (var i = 0; i < Tries; i++)
        {
            double x = dice.Between(4, svg.Width - width - 4), y = dice.Between(4, svg.Height - height - 4);
            var box = new Box(x, y, x + width, y + height);
            if (x >= 4 && y >= 4 && shapes.All(shape => shape.IoU(box) == 0))
                return box;
        }

        return null;
    }
}
