using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Scenes.Drawing;
using Detection.Evaluation.Scenes.Geometry;
using Detection.Evaluation.Scenes.Outlines;

namespace Detection.Evaluation.Scenes;

/// <summary>Composes a scene from a seed: a medium, 2 to 9 shapes of 16 to 600 pixels, clutter, light and blur.</summary>
internal sealed class SceneComposer
{
    public const double SmallestSide = 16, LargestSide = 600;

    /// <summary>The share of its ink that every shape shows at least.</summary>
    public const double LeastVisible = 0.6;

    private const int SmallestPicture = 320, LargestPicture = 900;
    private const int FewestShapes = 2, MostShapes = 9;
    private const int Tries = 80;
    private const double Margin = 4;

    // Boxes of shapes that share more than this look like one shape that is not drawn well.
    private const double MostShared = 0.3;

    private readonly Dice _dice;
    private readonly int _seed;
    private readonly Medium _medium;
    private readonly SvgDocument _svg;
    private readonly List<Figure> _figures = [];
    private readonly bool _overlapping;

    private SceneComposer(int seed)
    {
        (_seed, _dice) = (seed, new Dice(seed));
        _medium = Media.All[seed % Media.All.Count];
        _svg = new SvgDocument(_dice.Whole(SmallestPicture, LargestPicture), _dice.Whole(SmallestPicture, LargestPicture));
        _overlapping = _dice.Chance(0.3);
    }

    /// <summary>Composes a scene.</summary>
    /// <param name="seed">0 or more.</param>
    public static Scene Compose(int seed) => new SceneComposer(seed).Compose();

    private Scene Compose()
    {
        var background = _medium.Paint(_svg, _dice);
        var byHand = _dice.Chance(_medium.ByHand);
        var wanted = _dice.Whole(FewestShapes, MostShapes);
        for (var i = 0; i < Tries * wanted && _figures.Count < wanted; i++)
        {
            var figure = Propose(byHand, shrink: 1 - (0.6 * i / (Tries * wanted)));
            if (Fits(figure))
                _figures.Add(figure);
        }

        new Clutter(_svg, _medium, _dice, [.. _figures.Select(f => f.Box)]).Add(background);
        var contrasts = Paint(background);
        Finish();
        return new Scene(
            _seed, _medium.Name, _svg.Width, _svg.Height, _svg.ToString(), _dice.Chance(0.5) ? _dice.Whole(45, 92) : null,
            [.. _figures.Select(f => (f.Kind.Label, f.Box))],
            [.. _figures.Select((f, i) => Visible(f, _figures.Skip(i + 1)))],
            contrasts);
    }

    private Figure Propose(bool byHand, double shrink)
    {
        var kind = _dice.Pick(ShapeKind.All);
        var largest = Math.Min(LargestSide, 0.85 * Math.Min(_svg.Width, _svg.Height) * shrink);
        var side = _dice.BetweenLog(SmallestSide + 1, largest);
        var look = Look.Choose(_medium, _dice, side, byHand);
        var turn = _dice.Chance(0.35) ? 0 : _dice.Between(-kind.Tilt, kind.Tilt);
        var outline = kind.Draw(_dice, byHand).Select(part => part.Map(p => p.Rotate(turn))).ToArray();
        Vec centre = new(_dice.Between(side / 2, _svg.Width - (side / 2)), _dice.Between(side / 2, _svg.Height - (side / 2)));
        return Figure.Draw(kind, outline, look, side, centre, _dice);
    }

    private bool Fits(Figure figure)
    {
        var box = figure.Box;
        if (box.LongerSide is < SmallestSide or > LargestSide)
            return false;
        if (box.X1 < Margin || box.Y1 < Margin || box.X2 > _svg.Width - Margin || box.Y2 > _svg.Height - Margin)
            return false;
        if (!_overlapping)
            return _figures.TrueForAll(f => Apart(f.Box, box));
        if (_figures.Exists(f => f.Box.IoU(box) > MostShared))
            return false;
        return _figures.Select((f, i) => (f, i)).All(f => Visible(f.f, [.. _figures.Skip(f.i + 1), figure]) >= LeastVisible);
    }

    private List<double> Paint(IReadOnlyList<Rgb> background)
    {
        var painter = new FigurePainter(_svg, _medium, _dice);
        var painted = new List<(Figure Figure, IReadOnlyList<Rgb> Colours)>();
        var contrasts = new List<double>();
        foreach (var figure in _figures)
        {
            var behind = painted.Where(p => p.Figure.Box.IoU(figure.Box) > 0).SelectMany(p => p.Colours);
            var (colours, contrast) = painter.Paint(figure, [.. background, .. behind]);
            painted.Add((figure, colours));
            contrasts.Add(contrast);
        }

        return contrasts;
    }

    // Uneven light, the grain of a sensor, a lens that is not quite in focus.
    private void Finish()
    {
        if (_dice.Chance(0.3))
        {
            var light = _svg.Define(id =>
                $"""<radialGradient id="{id}" cx="{_dice.Between(0, 1):0.##}" cy="{_dice.Between(0, 1):0.##}" r="1"><stop offset="0.2" stop-opacity="0"/><stop offset="1" stop-opacity="{_dice.Between(0.15, 0.5):0.##}"/></radialGradient>""");
            _svg.Cover($"""fill="{light}" """);
        }

        if (_dice.Chance(0.3))
            _svg.Cover($"""filter="{Effects.Texture(_svg, Rgb.Black, veins: false, 0.8, 0.8, _dice.Between(0.1, 0.35), _seed)}" """);
        var smallest = _figures.Select(f => f.Box.LongerSide).DefaultIfEmpty(SmallestSide).Min();
        if (_dice.Chance(0.25))
            _svg.GroupAttributes = $"filter=\"{Effects.Blur(_svg, Math.Min(_dice.Between(0.4, 1.4), smallest * 0.025))}\"";
    }

    private static double Visible(Figure figure, IEnumerable<Figure> inFront)
    {
        var covering = inFront.Where(f => f.Box.IoU(figure.Box) > 0).ToArray();
        return covering.Length == 0 ? 1 : figure.InkPoints().Select(p => Array.Exists(covering, f => f.Covers(p)) ? 0.0 : 1).Average();
    }

    private static bool Apart(Box a, Box b) => a.X2 + Margin < b.X1 || b.X2 + Margin < a.X1 || a.Y2 + Margin < b.Y1 || b.Y2 + Margin < a.Y1;
}
