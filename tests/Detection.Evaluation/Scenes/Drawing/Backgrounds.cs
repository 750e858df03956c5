namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>Paints what scenes are drawn on. Each method returns the colours that shapes have to differ from.</summary>
internal static class Backgrounds
{
    /// <summary>White, tinted, dark, or a gradient; a rule under a title at times.</summary>
    public static IReadOnlyList<Rgb> Slide(SvgDocument svg, Dice dice)
    {
        var tint = Rgb.Hsl(dice.Between(0, 360), 0.35, dice.Pick([0.16, 0.9, 0.95, 0.97]));
        if (dice.Chance(0.3))
        {
            svg.Cover($"""fill="{Rgb.White.Hex}" """);
            return [Rgb.White];
        }

        if (dice.Chance(0.4))
        {
            svg.Cover($"""fill="{tint.Hex}" """);
            return [tint];
        }

        return Gradient(svg, dice, tint, tint.Mix(dice.Pick([Rgb.White, Rgb.Black]), dice.Between(0.1, 0.3)));
    }

    /// <summary>Nearly white, lit from somewhere, with the smudges of what was wiped off.</summary>
    public static IReadOnlyList<Rgb> Whiteboard(SvgDocument svg, Dice dice)
    {
        var board = Rgb.Hsl(dice.Between(190, 260), 0.08, dice.Between(0.86, 0.96));
        var colours = Gradient(svg, dice, board, board.Mix(Rgb.Of(0x8890A0), dice.Between(0.05, 0.35)));
        var smudge = Effects.Texture(svg, Rgb.Of(0x505870), veins: false, 0.004, 0.012, dice.Between(0.1, 0.25), dice.Whole(0, 999));
        svg.Cover($"""filter="{smudge}" """);
        return colours;
    }

    /// <summary>Paper: plain, ruled, squared or dotted.</summary>
    public static IReadOnlyList<Rgb> Notebook(SvgDocument svg, Dice dice)
    {
        var paper = Rgb.Hsl(dice.Between(35, 60), dice.Between(0.05, 0.4), dice.Between(0.85, 0.96));
        svg.Cover($"""filter="{Effects.Paper(svg, paper, dice.Between(0.03, 0.5), dice.Between(0.6, 1.8), dice.Whole(0, 999))}" """);
        double step = dice.Between(14, 34), strength = dice.Between(0.15, 0.4);
        var rule = Rgb.Hsl(dice.Between(190, 240), 0.5, 0.5);
        FormattableString? marks = dice.Whole(0, 3) switch
        {
            0 => $"""<path d="M0 0H{step}" stroke="{rule.Hex}"/>""",
            1 => $"""<path d="M0 0H{step}M0 0V{step}" stroke="{rule.Hex}" stroke-width="0.8"/>""",
            2 => $"""<circle cx="2" cy="2" r="1.2" fill="{rule.Hex}"/>""",
            _ => null,
        };
        if (marks is not null)
            svg.Cover($"""fill="{Pattern(svg, step, dice.Between(-2, 2), marks)}" opacity="{strength:0.##}" """);
        return [paper, paper.Mix(Rgb.Black, 0.15)];
    }

    /// <summary>Painted metal, concrete, marble or wood.</summary>
    public static IReadOnlyList<Rgb> Sign(SvgDocument svg, Dice dice)
    {
        var seed = dice.Whole(0, 999);
        switch (dice.Whole(0, 3))
        {
            case 0:
                var paint = Rgb.Hsl(dice.Between(0, 360), dice.Between(0.3, 0.9), dice.Between(0.2, 0.85));
                var metal = Gradient(svg, dice, paint, paint.Mix(Rgb.Black, 0.18));
                svg.Cover($"""filter="{Effects.Texture(svg, Rgb.White, veins: false, 0.9, 0.9, 0.15, seed)}" """);
                return metal;
            case 1:
                var concrete = Rgb.Hsl(dice.Between(20, 220), 0.06, dice.Between(0.45, 0.8));
                svg.Cover($"""filter="{Effects.Paper(svg, concrete, dice.Between(0.1, 0.7), dice.Between(1.5, 4), seed)}" """);
                return [concrete, concrete.Mix(Rgb.Black, 0.25)];
            case 2:
                var (stone, vein) = dice.Chance(0.6) ? (Rgb.Of(0xE9E6E0), Rgb.Of(0x77777E)) : (Rgb.Of(0x23262B), Rgb.Of(0xA9A9A4));
                svg.Cover($"""fill="{stone.Hex}" """);
                svg.Cover($"""filter="{Effects.Texture(svg, vein, veins: true, 0.008, 0.016, dice.Between(0.5, 0.9), seed)}" """);
                return [stone, stone.Mix(vein, 0.4)];
            default:
                var wood = Rgb.Hsl(dice.Between(22, 38), dice.Between(0.3, 0.55), dice.Between(0.35, 0.7));
                svg.Cover($"""fill="{wood.Hex}" """);
                svg.Cover($"""filter="{Effects.Texture(svg, wood.Mix(Rgb.Black, 0.6), veins: false, 0.006, 0.15, 0.7, seed)}" """);
                return [wood, wood.Mix(Rgb.Black, 0.3)];
        }
    }

    /// <summary>Strong colours, with stripes, dots or squares of one that is near.</summary>
    public static IReadOnlyList<Rgb> Poster(SvgDocument svg, Dice dice)
    {
        var ground = Rgb.Hsl(dice.Between(0, 360), dice.Between(0.4, 0.95), dice.Between(0.3, 0.85));
        var other = ground.Mix(dice.Pick([Rgb.White, Rgb.Black]), dice.Between(0.08, 0.25));
        if (dice.Chance(0.3))
            return Gradient(svg, dice, ground, other);
        svg.Cover($"""fill="{ground.Hex}" """);
        var step = dice.Between(8, 44);
        FormattableString marks = dice.Whole(0, 2) switch
        {
            0 => $"""<rect width="{step}" height="{step * dice.Between(0.2, 0.6):0.#}" fill="{other.Hex}"/>""",
            1 => $"""<circle cx="{step / 2:0.#}" cy="{step / 2:0.#}" r="{Math.Min(step * dice.Between(0.1, 0.3), 6):0.#}" fill="{other.Hex}"/>""",
            _ => $"""<path d="M0 0H{step}M0 0V{step}" stroke="{other.Hex}" stroke-width="{dice.Between(1, 4):0.#}"/>""",
        };
        svg.Cover($"""fill="{Pattern(svg, step, dice.Between(0, 90), marks)}" """);
        return [ground, other];
    }

    /// <summary>Green, grey or black, with clouds of dust.</summary>
    public static IReadOnlyList<Rgb> Chalkboard(SvgDocument svg, Dice dice)
    {
        var board = dice.Pick([Rgb.Of(0x24443A), Rgb.Of(0x1E2A26), Rgb.Of(0x26282C), Rgb.Of(0x2C4A40)]);
        svg.Cover($"""fill="{board.Hex}" """);
        svg.Cover($"""filter="{Effects.Texture(svg, Rgb.White, veins: false, dice.Between(0.003, 0.02), 0.006, dice.Between(0.15, 0.4), dice.Whole(0, 999))}" """);
        return [board, board.Mix(Rgb.White, 0.25)];
    }

    /// <summary>A fill of repeated marks.</summary>
    /// <param name="svg">Where.</param>
    /// <param name="step">Pixels from one to the next.</param>
    /// <param name="turn">In degrees.</param>
    /// <param name="marks">Markup of one tile.</param>
    public static string Pattern(SvgDocument svg, double step, double turn, FormattableString marks) => svg.Define(id =>
        $"""<pattern id="{id}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" patternTransform="rotate({turn:0.#})">{marks.ToString(System.Globalization.CultureInfo.InvariantCulture)}</pattern>""");

    private static Rgb[] Gradient(SvgDocument svg, Dice dice, Rgb from, Rgb to)
    {
        FormattableString stops = $"""<stop offset="0" stop-color="{from.Hex}"/><stop offset="1" stop-color="{to.Hex}"/>""";
        var markup = stops.ToString(System.Globalization.CultureInfo.InvariantCulture);
        double x = dice.Between(0, 1), y = dice.Between(0, 1);
        var fill = dice.Chance(0.5)
            ? svg.Define(id => $"""<linearGradient id="{id}" x1="{x:0.##}" y1="{y:0.##}" x2="{1 - x:0.##}" y2="{1 - y:0.##}">{markup}</linearGradient>""")
            : svg.Define(id => $"""<radialGradient id="{id}" cx="{x:0.##}" cy="{y:0.##}" r="0.9">{markup}</radialGradient>""");
        svg.Cover($"""fill="{fill}" """);
        return [from, from.Mix(to, 0.5), to];
    }
}
