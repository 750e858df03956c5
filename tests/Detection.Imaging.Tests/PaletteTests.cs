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
        for (var id = 0; id < 80; id++)
        {
            for (var other = id + 1; other < 80; other++)
                Assert.True(Distance(colours[id], colours[other]) > (other == id + 1 ? 90 : 20), $"{id}, {other}: {colours[id]} {colours[other]}");
        }

        static double Distance(Colour one, Colour other) =>
            Math.Sqrt(Math.Pow(one.Red - other.Red, 2) + Math.Pow(one.Green - other.Green, 2) + Math.Pow(one.Blue - other.Blue, 2));
    }

    // WCAG 2.2 asks for 4.5 of text; black or white always reaches it.
    [Fact]
    public void Should_be_readable_with_its_text() =>
        Assert.All(Enumerable.Range(0, 1_000).Select(Palette.Of), colour => Assert.True(colour.Contrast(colour.ForText()) >= 4.5, colour.ToString()));

    [Fact]
    public void Should_choose_the_text_by_luminance()
    {
        Assert.Equal(Colour.Black, Colour.White.ForText());
        Assert.Equal(Colour.White, Colour.Black.ForText());
        Assert.Equal(Colour.Black, new Colour(255, 255, 0).ForText());
        Assert.Equal(Colour.White, new Colour(0, 0, 200).ForText());
        Assert.Equal(21, Colour.Black.Contrast(Colour.White), 3);
    }
}
