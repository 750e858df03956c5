namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>What a scene is drawn on and with.</summary>
/// <param name="Name">For people.</param>
/// <param name="Paint">Paints the background and returns its main colours.</param>
/// <param name="Inks">Colours of lines and areas; empty: any.</param>
/// <param name="Font">CSS font of its writing.</param>
/// <param name="ByHand">How often a scene is drawn by hand, 0 to 1.</param>
/// <param name="Filled">How often a shape is filled, 0 to 1.</param>
/// <param name="Thinnest">Lines' width at least, as a share of the shape's longer side.</param>
/// <param name="Thickest">Lines' width at most, as a share of the shape's longer side.</param>
/// <param name="Effect">A filter that shapes may get, given the shape's longer side; null where there is none.</param>
internal sealed record Medium(
    string Name,
    Func<SvgDocument, Dice, IReadOnlyList<Rgb>> Paint,
    IReadOnlyList<Rgb> Inks,
    string Font,
    double ByHand,
    double Filled,
    double Thinnest,
    double Thickest,
    Func<SvgDocument, Dice, double, string?> Effect);
