using Detection.Evaluation.Scenes.Outlines;

namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>Gives figures their colours and writes them as SVG.</summary>
internal sealed class FigurePainter(SvgDocument svg, Medium medium, Dice dice)
{
    private const int Tries = 60;

    // Distances of colours (Rgb.Distance) that nobody overlooks, after what uneven light and blur take away.
    private const double Clear = 68;
    private const double ClearForFineLines = 95;
    private const double FineLine = 3;

    /// <summary>Paints a figure so that it can be told from what is around it.</summary>
    /// <param name="figure">What.</param>
    /// <param name="around">Colours behind it.</param>
    /// <returns>
    /// The colours that it adds for figures in front of it, and how far the colour at its edge is from those behind it.
    /// </returns>
    public (IReadOnlyList<Rgb> Colours, double Contrast) Paint(Figure figure, IReadOnlyList<Rgb> around)
    {
        var look = figure.Look;
        var opacity = look.Filled && dice.Chance(0.12) ? dice.Between(0.75, 0.95) : 1;
        var hasLines = figure.Strokes[0].Any(part => Figure.IsStroked(look, part));
        var line = Choose(around, (look.Pen.Width < FineLine ? ClearForFineLines : Clear) / opacity);
        // A fill within an outline may be as pale as it likes.
        var fill = look.Outlined && dice.Chance(0.4) ? line.Mix(around[0], dice.Between(0.3, 0.9)) : Choose(hasLines ? [.. around, line] : around, Clear / opacity);
        var filter = medium.Effect(svg, dice, figure.Box.LongerSide);

        svg.Add($"<g opacity=\"{opacity:0.##}\"{(filter is null ? "" : $" filter=\"{filter}\"")}>");
        var body = look.Filled ? Fill(figure, fill, around) : "none";
        for (var pass = 0; pass < figure.Strokes.Count; pass++)
        {
            foreach (var part in figure.Strokes[pass])
            {
                var inside = !Figure.IsFilled(look, part, pass) ? "none" : part.Kind == PartKind.Solid ? line.Hex : body;
                var stroke = Figure.IsStroked(look, part) ? $"stroke=\"{line.Hex}\" {look.Pen.Attributes}" : "";
                svg.Add($"<path d=\"{part.Contour.ToPathData()}\" fill=\"{inside}\" {stroke}/>");
            }
        }

        if (look.Filled && look.Stray == 0 && figure.Box.LongerSide > 100 && figure.Kind.Label is "circle" or "rectangle" or "hexagon" or "pentagon" && dice.Chance(0.35))
            Caption(figure, fill);
        svg.Add($"</g>");
        return (look.Filled ? [fill, line] : [line], opacity * around.Min((hasLines ? line : fill).Distance));
    }

    /// <summary>A colour of the medium that differs enough from all of some; where it has none, of many colours the one that differs most.</summary>
    private Rgb Choose(IReadOnlyList<Rgb> around, double distance)
    {
        for (var i = 0; i < Tries && medium.Inks.Count > 0; i++)
        {
            var ink = dice.Pick(medium.Inks);
            if (around.Min(ink.Distance) >= distance)
                return ink;
        }

        var best = AnyColour();
        for (var i = 0; i < Tries && around.Min(best.Distance) < distance; i++)
        {
            var colour = AnyColour();
            if (around.Min(colour.Distance) > around.Min(best.Distance))
                best = colour;
        }

        return best;
    }

    private Rgb AnyColour() => Rgb.Hsl(dice.Between(0, 360), dice.Between(0.2, 1), dice.Between(0.1, 0.9));

    // Plain, a gradient, or hatched, striped or dotted; patterns only within an outline, which says where the shape ends.
    private string Fill(Figure figure, Rgb colour, IReadOnlyList<Rgb> around)
    {
        if (figure.Box.LongerSide < Look.Detailed)
            return colour.Hex;
        if (figure.Look.Outlined && dice.Chance(0.4))
        {
            var step = Math.Clamp(figure.Box.LongerSide * dice.Between(0.03, 0.08), 4, 16);
            FormattableString marks = dice.Whole(0, 2) switch
            {
                0 => $"""<rect width="{step}" height="{step * dice.Between(0.12, 0.6):0.##}" fill="{colour.Hex}"/>""",
                1 => $"""<path d="M0 0H{step}M0 0V{step}" stroke="{colour.Hex}" stroke-width="{step * 0.25:0.##}"/>""",
                _ => $"""<circle cx="{step / 2}" cy="{step / 2}" r="{step * dice.Between(0.15, 0.35):0.##}" fill="{colour.Hex}"/>""",
            };
            return Backgrounds.Pattern(svg, step, dice.Between(0, 180), marks);
        }

        if (!dice.Chance(0.35))
            return colour.Hex;
        var end = colour.Mix(dice.Pick([Rgb.White, Rgb.Black]), dice.Between(0.1, 0.35));
        if (around.Min(end.Distance) < Clear)
            return colour.Hex;
        return svg.Define(id =>
            $"""<linearGradient id="{id}" gradientTransform="rotate({dice.Between(0, 90):0})"><stop offset="0" stop-color="{colour.Hex}"/><stop offset="1" stop-color="{end.Hex}"/></linearGradient>""");
    }

    private void Caption(Figure figure, Rgb fill)
    {
        var size = Math.Min(figure.Box.LongerSide * 0.1, 26);
        var colour = fill.Distance(Rgb.White) > fill.Distance(Rgb.Black) ? Rgb.White : Rgb.Black;
        svg.Add($"""<text x="{(figure.Box.X1 + figure.Box.X2) / 2:0.#}" y="{((figure.Box.Y1 + figure.Box.Y2) / 2) + (size / 3):0.#}" font-size="{size:0.#}" text-anchor="middle" fill="{colour.Hex}" style="font-family:{medium.Font}">{dice.Pick(Words.All)}</text>""");
    }
}
