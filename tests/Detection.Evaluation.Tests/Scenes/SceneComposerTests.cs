using Detection.Evaluation.Scenes;
using Detection.Evaluation.Scenes.Outlines;
using Xunit;

namespace Detection.Evaluation.Tests.Scenes;

public sealed class SceneComposerTests
{
    private static readonly Scene[] Scenes = [.. Enumerable.Range(0, SceneSet.UsualCount).Select(SceneComposer.Compose)];

    [Fact]
    public void Should_draw_the_same_from_the_same_seed()
    {
        var again = SceneComposer.Compose(17);

        Assert.Equal(Scenes[17].Svg, again.Svg);
        Assert.Equal(Scenes[17].Shapes, again.Shapes);
        Assert.Equal(Scenes.Length, Scenes.Select(s => s.Svg).Distinct().Count());
    }

    [Fact]
    public void Should_keep_to_the_sizes() => Assert.All(Scenes, scene =>
    {
        Assert.InRange(scene.Width, 320, 900);
        Assert.InRange(scene.Height, 320, 900);
        Assert.InRange(scene.Shapes.Count, 2, 9);
        Assert.All(scene.Shapes, shape =>
        {
            Assert.InRange(shape.Box.LongerSide, SceneComposer.SmallestSide, SceneComposer.LargestSide);
            Assert.True(shape.Box is { X1: >= 0, Y1: >= 0 } && shape.Box.X2 <= scene.Width && shape.Box.Y2 <= scene.Height);
        });
    });

    [Fact]
    public void Should_leave_every_shape_visible() => Assert.All(Scenes.SelectMany(s => s.Visible), share => Assert.InRange(share, SceneComposer.LeastVisible, 1));

    /// <summary>A truth that nobody can see would be none.</summary>
    [Fact]
    public void Should_set_every_shape_off() => Assert.All(Scenes.SelectMany(s => s.Contrasts), contrast => Assert.InRange(contrast, 60, 255));

    [Fact]
    public void Should_show_every_class_often_and_in_every_size()
    {
        var shapes = Scenes.SelectMany(s => s.Shapes).ToArray();

        Assert.All(ShapeKind.All, kind => Assert.True(shapes.Count(s => s.Label == kind.Label) >= 30, kind.Label));
        Assert.All([(16, 32), (32, 96), (96, 256), (256, 600)], range =>
            Assert.True(shapes.Count(s => s.Box.LongerSide >= range.Item1 && s.Box.LongerSide < range.Item2) >= 30, $"{range}"));
        Assert.Equal(6, Scenes.Select(s => s.Medium).Distinct().Count());
        Assert.Contains(Scenes, s => s.Visible.Any(share => share < 1));
    }
}
