using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Scenes;
using Detection.Evaluation.Scenes.Drawing;
using Detection.Evaluation.Scenes.Geometry;
using Detection.Evaluation.Scenes.Outlines;
using Detection.Evaluation.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Evaluation.Tests.Scenes;

/// <summary>The boxes that geometry gives, against the ink that Chromium draws.</summary>
public sealed class TruthTests(Renderer renderer) : IClassFixture<Renderer>
{
    private const int Side = 640;
    private const double Tolerance = 1.5;

    /// <summary>Every class in many looks, without effects.</summary>
    [ChromiumFact]
    public async Task Should_be_where_the_ink_is()
    {
        var worst = 0.0;
        for (var i = 0; i < 20 * ShapeKind.All.Count; i++)
        {
            var dice = new Dice(1000 + i);
            var kind = ShapeKind.All[i % ShapeKind.All.Count];
            var side = dice.BetweenLog(16, 560);
            var byHand = dice.Chance(0.5);
            var look = Look.Choose(dice.Pick(Media.All), dice, side, byHand);
            var turn = dice.Angle();
            var outline = kind.Draw(dice, byHand).Select(part => part.Map(p => p.Rotate(turn))).ToArray();
            var figure = Figure.Draw(kind, outline, look, side, new Vec(320.3, 319.6), dice);

            var ink = await DrawAsync(figure);

            worst = Math.Max(worst, Difference(figure.Box, ink));
            Assert.True(Difference(figure.Box, ink) < Tolerance, $"{kind.Label} {i} ({look}): {figure.Box}, but its ink {ink}.");
        }

        Assert.InRange(worst, double.Epsilon, Tolerance);
    }

    /// <summary>The same after the filters that move ink.</summary>
    [ChromiumFact]
    public async Task Should_still_be_there_after_shaking()
    {
        foreach (var (medium, i) in Media.All.Where(m => m.Name is "notebook" or "sign").SelectMany(m => Enumerable.Range(0, 8).Select(i => (m, i))))
        {
            var dice = new Dice(5000 + i);
            var side = dice.BetweenLog(40, 560);
            var figure = Figure.Draw(ShapeKind.All[i], ShapeKind.All[i].Draw(dice, true), new Look(true, false, new Pen(side * 0.04), 1, 0), side, new Vec(320, 320), dice);
            var svg = new SvgDocument(Side, Side);
            svg.Cover($"""fill="#fff" """);
            var filter = medium.Effect(svg, dice, side) ?? Effects.Shake(svg, Math.Clamp(side * 0.03, 1, 6), 0.1, i);
            var ink = await DrawAsync(figure, svg, filter);

            Assert.True(figure.Box.IoU(ink) > 0.95, $"{figure.Kind.Label} on a {medium.Name}: {figure.Box}, but its ink {ink}.");
        }
    }

    private async Task<Box> DrawAsync(Figure figure, SvgDocument? document = null, string? filter = null)
    {
        var svg = document ?? new SvgDocument(Side, Side);
        svg.Add($"<g {(filter is null ? "" : $"filter=\"{filter}\"")}>");
        foreach (var (part, pass) in figure.Strokes.SelectMany((stroke, pass) => stroke.Select(part => (part, pass))))
        {
            var (filled, stroked) = (Figure.IsFilled(figure.Look, part, pass), Figure.IsStroked(figure.Look, part));
            svg.Add($"<path d=\"{part.Contour.ToPathData()}\" fill=\"{(filled ? "#000" : "none")}\" {(stroked ? $"stroke=\"#000\" {figure.Look.Pen.Attributes}" : "")}/>");
        }

        svg.Add($"</g>");
        return InkOf.Png(await renderer.Instance.RenderAsync(svg.ToString(), Side, Side, jpegQuality: null));
    }

    private static double Difference(Box a, Box b) =>
        new[] { a.X1 - b.X1, a.Y1 - b.Y1, a.X2 - b.X2, a.Y2 - b.Y2 }.Max(Math.Abs);
}
