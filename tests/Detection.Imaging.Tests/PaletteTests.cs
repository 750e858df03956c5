namespace Detection.Imaging.Tests;

public sealed class PaletteTests
{
    [Fact]
    public void Should_give_a_class_the_same_colour_every_time() =>
        Assert.All(Enumerable.Range(-3, 1_000), id => Assert.Equal(Palette.Of(id), Palette.Of(id)));

    [Fact]
    public void Should_tell_the_classes_of_COCO_apart()
    {
        var colours = Enumerable.Range(0, 80).Select(Palette.Of).ToList();
        Assert.Equal(80, colours.Distinct().Count());
        for (var id = 0; id < 79; id++)
            Assert.True(Distance(colours[id], colours[id + 1]) > 90, $"{id}: {colours[id]} {colours[id + 1]}");

        static double Distance(Colour one, Colour other) =>
            Math.Sqrt(Math.Pow(one.Red - other.Red, 2) + Math.Pow(one.Green - other.Green, 2) + Math.Pow(one.Blue - other.Blue, 2));
    }

    // WCAG 2.2 asks for 4.5 of text; black or white always reaches it.
    [Fact]
    public void Should_be_readable_with_its_text() =>
        Assert.All(Enumerable.Range(0, 1_000).Select(Palette.Of), colour => Assert.True(colour.Contrast(colour.Text) >= 4.5, colour.ToString()));

    [Fact]
    public void Should_choose_the_text_by_luminance()
    {
        Assert.Equal(Colour.Black, Colour.White.Text);
        Assert.Equal(Colour.White, Colour.Black.Text);
        Assert.Equal(Colour.Black, new Colour(255, 255, 0).Text);
        Assert.Equal(Colour.White, new Colour(0, 0, 200).Text);
        Assert.Equal(21, Colour.Black.Contrast(Colour.White), 3);
    }
}
