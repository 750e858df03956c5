namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>Slides, whiteboards, notebooks, signs, posters and chalkboards.</summary>
internal static class Media
{
    // Filters that move ink must not move it so far that the box computed from the geometry is no longer the box.
    private const double LargestShake = 4;

    private static readonly Rgb[] OfficeColours =
    [
        .. ((int[])[0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47, 0xC00000, 0x7030A0, 0x1F3864, 0x00B0A0, 0xE83E8C, 0x333333]).Select(Rgb.Of),
    ];

    private static readonly Rgb[] MarkerColours = [.. ((int[])[0x1B1B1F, 0x1746B4, 0xC8202C, 0x12863C, 0x6C2E9C, 0xE07A10]).Select(Rgb.Of)];

    private static readonly Rgb[] PenColours = [.. ((int[])[0x22242C, 0x1C2F86, 0x4A4A4E, 0xA31C24, 0x1E6B3A, 0x6A5A4A]).Select(Rgb.Of)];

    private static readonly Rgb[] ChalkColours = [.. ((int[])[0xF4F4EE, 0xF6E58A, 0xF5B0BC, 0xA8D8F0, 0xB8ECB0]).Select(Rgb.Of)];

    public static IReadOnlyList<Medium> All { get; } =
    [
        new("slide", Backgrounds.Slide, OfficeColours, "'Segoe UI',Calibri,sans-serif", 0, 0.75, 0.01, 0.05,
            (svg, dice, side) => dice.Chance(0.4) ? Effects.Shadow(svg, Math.Clamp(side * 0.03, 1, 8), dice.Between(0.25, 0.6)) : null),
        new("whiteboard", Backgrounds.Whiteboard, MarkerColours, "'Comic Sans MS','Segoe Print',cursive", 1, 0.25, 0.02, 0.06, (_, _, _) => null),
        new("notebook", Backgrounds.Notebook, PenColours, "'Segoe Script','Bradley Hand',cursive", 0.9, 0.3, 0.008, 0.035,
            (svg, dice, side) => dice.Chance(0.6) ? Effects.Shake(svg, Math.Clamp(side * 0.03, 1, LargestShake), dice.Between(0.02, 0.12), dice.Whole(0, 999)) : null),
        new("sign", Backgrounds.Sign, [], "Impact,'Arial Black',sans-serif", 0.1, 0.8, 0.03, 0.1,
            (svg, dice, side) => dice.Chance(0.3) ? Effects.Shake(svg, Math.Clamp(side * 0.02, 1, 3), dice.Between(0.1, 0.4), dice.Whole(0, 999)) : null),
        new("poster", Backgrounds.Poster, [], "Georgia,'Times New Roman',serif", 0.25, 0.7, 0.01, 0.09,
            (svg, dice, side) => dice.Chance(0.2) ? Effects.Shadow(svg, Math.Clamp(side * 0.05, 1, 10), 0.8) : null),
        new("chalkboard", Backgrounds.Chalkboard, ChalkColours, "'Chalkboard','Comic Sans MS',cursive", 1, 0.2, 0.02, 0.06,
            (svg, dice, side) => Effects.Chalk(svg, Math.Clamp(side * 0.03, 1, LargestShake), dice.Whole(0, 999))),
    ];
}
