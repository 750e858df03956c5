using System.Drawing;

namespace Detection.Imaging.Tests;

public sealed class AnnotatorTests
{
    private static readonly ImageDecoder Decoder = new(new ImageLimits());

    [Fact]
    public void Should_draw_the_box_in_the_colour_of_its_class_and_leave_the_rest()
    {
        using var image = Pictures.Solid(400, 300, 128, 128, 128);
        new Annotator().Draw(image, [new FoundObject(5, "bus", 0.87f, 100, 80, 200, 150)]);

        var colour = Palette.Of(5);
        var expected = (colour.Blue, colour.Green, colour.Red);
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(100, 80), (299, 80), (100, 229), (299, 229), (200, 229), (299, 150)])
            Assert.Equal(expected, Pictures.At(image, x, y));
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(99, 150), (300, 150), (200, 230), (200, 150), (10, 10), (390, 290)])
            Assert.Equal((128, 128, 128), Pictures.At(image, x, y));
    }

    [Fact]
    public void Should_write_the_label_in_black_or_white_on_a_plate_above_the_box()
    {
        using var image = Pictures.Solid(400, 300, 128, 128, 128);
        new Annotator().Draw(image, [new FoundObject(5, "bus", 0.87f, 100, 80, 200, 150)]);

        var colour = Palette.Of(5);
        var plate = Region(image, new Rectangle(100, 62, 60, 18));
        Assert.Contains((colour.Blue, colour.Green, colour.Red), plate);
        Assert.Contains(plate, pixel => colour.Contrast(new Colour(pixel.Red, pixel.Green, pixel.Blue)) >= 4.5);
    }

    // Corners, edges, and boxes as large as the picture.
    [Theory]
    [InlineData(0, 0, 40, 40)]
    [InlineData(360, 0, 40, 40)]
    [InlineData(0, 260, 40, 40)]
    [InlineData(360, 260, 40, 40)]
    [InlineData(398, 298, 2, 2)]
    [InlineData(0, 0, 400, 300)]
    [InlineData(-50, -50, 1000, 1000)]
    public void Should_keep_every_plate_inside_the_picture(float x, float y, float width, float height)
    {
        var style = DrawingStyle.For(400, 300);
        var planner = new PlatePlanner(new Size(400, 300), style);
        var box = Rectangle.FromLTRB((int)Math.Max(0, x), (int)Math.Max(0, y), (int)Math.Min(400, x + width), (int)Math.Min(300, y + height));

        for (var i = 0; i < 20; i++) // more than there are places for
        {
            var plate = planner.Plan(box, new FoundObject(0, "traffic light", 0.5f, x, y, width, height), Palette.Of(0));
            Assert.NotNull(plate);
            Assert.Contains("traffic light 50%", plate.Value.Text, StringComparison.Ordinal);
            Assert.True(new Rectangle(0, 0, 400, 300).Contains(plate.Value.Area), plate.Value.Area.ToString());
        }
    }

    [Fact]
    public void Should_not_lay_one_plate_on_another_while_there_is_room()
    {
        var planner = new PlatePlanner(new Size(800, 600), DrawingStyle.For(800, 600));
        var annotation = new FoundObject(0, "person", 0.5f, 200, 200, 300, 300);
        var areas = Enumerable.Range(0, 4)
            .Select(_ => planner.Plan(new Rectangle(200, 200, 300, 300), annotation, Palette.Of(0))!.Value.Area)
            .ToList();
        for (var i = 0; i < areas.Count; i++)
            Assert.All(areas.Skip(i + 1), other => Assert.False(areas[i].IntersectsWith(other)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 3)]
    [InlineData(16, 16)]
    [InlineData(64, 64)]
    [InlineData(3_000, 1)]
    [InlineData(1, 3_000)]
    [InlineData(ImageLimits.LongestSide, 1)]
    [InlineData(1, ImageLimits.LongestSide)]
    public void Should_annotate_pictures_of_any_size(int width, int height)
    {
        using var image = Pictures.Gradient(width, height);
        using var jpeg = new Annotator().AnnotateJpeg(image, [new FoundObject(0, "person", 0.9f, 0, 0, width, height)]);
        using var decoded = Decoder.Decode(jpeg.Memory);
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
    }

    [Theory]
    [InlineData(float.NaN, 1, 1, 1)]
    [InlineData(1, float.NaN, 1, 1)]
    [InlineData(1, 1, float.NaN, 1)]
    [InlineData(1, 1, 1, float.NaN)]
    [InlineData(float.NegativeInfinity, 1, float.PositiveInfinity, 1)]
    [InlineData(1, 1, -1, 5)]
    [InlineData(1, 1, 5, -1)]
    [InlineData(100, 1, 5, 5)]
    [InlineData(1, 100, 5, 5)]
    [InlineData(-10, 1, 5, 5)]
    [InlineData(1, -10, 5, 5)]
    public void Should_leave_out_boxes_that_are_nowhere(float x, float y, float width, float height)
    {
        using var image = Pictures.Noise(100, 100, seed: 1);
        var before = Pictures.Bytes(image).ToArray();
        new Annotator().Draw(image, [new FoundObject(0, "person", 0.9f, x, y, width, height)]);
        Assert.Equal(before, Pictures.Bytes(image).ToArray());
    }

    [Theory]
    [InlineData(50, 50, 0, 0)]
    [InlineData(50, 50, 0, 20)]
    [InlineData(99.9f, 99.9f, 0.01f, 0.01f)]
    [InlineData(-1e30f, -1e30f, 2e30f, 2e30f)]
    [InlineData(float.MinValue / 2, 10, float.MaxValue, 10)]
    public void Should_draw_boxes_of_no_size_and_of_any(float x, float y, float width, float height)
    {
        using var image = Pictures.Solid(100, 100, 1, 2, 3);
        var before = Pictures.Bytes(image).ToArray();
        new Annotator().Draw(image, [new FoundObject(0, "", float.NaN, x, y, width, height)]);
        Assert.NotEqual(before, Pictures.Bytes(image).ToArray());
    }

    [Fact]
    public void Should_annotate_three_hundred_boxes_with_labels_of_all_kinds()
    {
        string[] labels = ["person", "Führerhaus", "猫", "", "🚲", "a\0b\n%s%n", new string('W', 10_000), null!];
        var random = new Random(4);
        var boxes = Enumerable.Range(0, 300).Select(i => new FoundObject(
            random.Next(-5, 1_000), labels[i % labels.Length], random.NextSingle() * 3 - 1,
            random.NextSingle() * 900 - 150, random.NextSingle() * 700 - 150, random.NextSingle() * 400, random.NextSingle() * 400)).ToList();
        using var image = Pictures.Gradient(600, 400);
        using var jpeg = new Annotator().AnnotateJpeg(image, boxes);
        using var decoded = Decoder.Decode(jpeg.Memory);
        Assert.Equal((600, 400), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Should_encode_an_unmarked_picture_where_there_is_nothing_to_draw()
    {
        using var image = Pictures.Gradient(200, 100);
        using var jpeg = new Annotator(jpegQuality: 95).AnnotateJpeg(image, []);
        using var decoded = Decoder.Decode(jpeg.Memory);
        Assert.InRange(Pictures.Difference(image, decoded), 0, 3);
    }

    [Fact]
    public void Should_draw_the_same_whether_the_words_are_new_or_known()
    {
        FoundObject[] boxes = [new(0, "person", 0.87f, 20, 40, 100, 150), new(9, "traffic light", 0.5f, 150, 60, 200, 100)];
        var annotator = new Annotator();
        using var first = Pictures.Gradient(400, 300);
        using var second = Pictures.Gradient(400, 300);
        annotator.Draw(first, boxes);
        annotator.Draw(second, boxes);
        Assert.Equal(0, Pictures.Difference(first, second));
    }

    [Fact]
    public void Should_produce_little_garbage_on_pictures_like_the_last()
    {
        var boxes = Enumerable.Range(0, 6).Select(i => new FoundObject(i, "person", 0.5f, 30 * i, 20 * i, 100, 100)).ToArray();
        var annotator = new Annotator();
        using var image = Pictures.Gradient(640, 480);
        annotator.AnnotateJpeg(image, boxes).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            annotator.AnnotateJpeg(image, boxes).Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 6 * 1024);
    }

    [Fact]
    public void Should_spend_fewer_bytes_on_less_quality()
    {
        using var image = Pictures.Noise(200, 100, seed: 1);
        using var less = new Annotator(30).AnnotateJpeg(image, []);
        using var more = new Annotator(90).AnnotateJpeg(image, []);
        Assert.True(less.Length < more.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Annotator(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Annotator(101));
    }

    [Fact]
    public void Should_draw_wider_lines_and_larger_text_on_larger_pictures()
    {
        Assert.True(DrawingStyle.For(6000, 4000).Line > 3 * DrawingStyle.For(1280, 720).Line);
        Assert.True(DrawingStyle.For(6000, 4000).TextHeight > 3 * DrawingStyle.For(1280, 720).TextHeight);
        Assert.Equal(1, DrawingStyle.For(64, 64).Line);
        Assert.Equal(1, DrawingStyle.For(65_500, 10).Line);
    }

    private static List<(byte Blue, byte Green, byte Red)> Region(DecodedImage image, Rectangle area) =>
        [.. from y in Enumerable.Range(area.Top, area.Height) from x in Enumerable.Range(area.Left, area.Width) select Pictures.At(image, x, y)];
}
