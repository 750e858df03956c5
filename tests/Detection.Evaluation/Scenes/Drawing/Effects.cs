namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>Filters and textures, by SVG's filter primitives.</summary>
internal static class Effects
{
    // Filters work on sRGB values; their region is the picture, or what they are applied to with room around it.
    private const string Whole = """x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB" """;
    private const string Around = """x="-0.5" y="-0.5" width="2" height="2" color-interpolation-filters="sRGB" """;

    /// <summary>A soft shadow to the lower right.</summary>
    public static string Shadow(SvgDocument svg, double distance, double opacity) => svg.Define(id =>
        $"""<filter id="{id}" {Around}><feDropShadow dx="{distance:0.#}" dy="{distance:0.#}" stdDeviation="{distance * 0.7:0.##}" flood-opacity="{opacity:0.##}"/></filter>""");

    /// <summary>Edges as of a shaky hand or rough paper. Moves nothing by more than about a third of the reach.</summary>
    /// <param name="svg">Where.</param>
    /// <param name="reach">In pixels.</param>
    /// <param name="fineness">Of the shaking, in waves a pixel.</param>
    /// <param name="seed">Of the noise.</param>
    public static string Shake(SvgDocument svg, double reach, double fineness, int seed) => svg.Define(id =>
        $"""<filter id="{id}" {Around}><feTurbulence type="fractalNoise" baseFrequency="{fineness:0.###}" numOctaves="2" seed="{seed}"/><feDisplacementMap in="SourceGraphic" scale="{reach:0.##}" xChannelSelector="R" yChannelSelector="G"/></filter>""");

    /// <summary>Chalk: shaken, and with the grain of the board showing through.</summary>
    public static string Chalk(SvgDocument svg, double reach, int seed) => svg.Define(id =>
        $"""<filter id="{id}" {Around}><feTurbulence type="fractalNoise" baseFrequency="0.5" numOctaves="2" seed="{seed}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="{reach:0.##}" xChannelSelector="R" yChannelSelector="G" result="s"/><feColorMatrix in="n" values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 -3.2 0 2.7" result="g"/><feComposite in="s" in2="g" operator="in"/></filter>""");

    public static string Blur(SvgDocument svg, double deviation) => svg.Define(id =>
        $"""<filter id="{id}" {Whole}><feGaussianBlur stdDeviation="{deviation:0.##}"/></filter>""");

    /// <summary>Lit paper or plaster of a colour.</summary>
    public static string Paper(SvgDocument svg, Rgb colour, double fineness, double relief, int seed) => svg.Define(id =>
        $"""<filter id="{id}" {Whole}><feTurbulence type="fractalNoise" baseFrequency="{fineness:0.###}" numOctaves="4" seed="{seed}"/><feDiffuseLighting surfaceScale="{relief:0.##}" diffuseConstant="1.1" lighting-color="{colour.Hex}"><feDistantLight azimuth="50" elevation="65"/></feDiffuseLighting></filter>""");

    /// <summary>Clouds, veins or grain of a colour, to be laid over something.</summary>
    /// <param name="svg">Where.</param>
    /// <param name="colour">Of the texture.</param>
    /// <param name="veins">Veins as of marble; otherwise clouds or grain.</param>
    /// <param name="across">Waves a pixel, horizontally.</param>
    /// <param name="down">Waves a pixel, vertically.</param>
    /// <param name="strength">0 to 1.</param>
    /// <param name="seed">Of the noise.</param>
    public static string Texture(SvgDocument svg, Rgb colour, bool veins, double across, double down, double strength, int seed) => svg.Define(id =>
        $"""<filter id="{id}" {Whole}><feTurbulence type="{(veins ? "turbulence" : "fractalNoise")}" baseFrequency="{across:0.####} {down:0.####}" numOctaves="4" seed="{seed}"/><feColorMatrix values="0 0 0 0 {colour.Red / 255.0:0.###}  0 0 0 0 {colour.Green / 255.0:0.###}  0 0 0 0 {colour.Blue / 255.0:0.###}  {(veins ? 2.2 : 2) * strength:0.###} 0 0 0 {(veins ? 0 : -0.5 * strength):0.###}"/></filter>""");
}
