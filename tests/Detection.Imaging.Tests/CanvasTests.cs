using System.Drawing;

namespace Detection.Imaging.Tests;

public sealed class CanvasTests
{
    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(3, 2, 4, 5)]
    [InlineData(0, 0, 20, 10)]
    [InlineData(19, 9, 1, 1)]
    [InlineData(5, 5, 0, 3)]
    public void Should_fill_the_rectangle_and_nothing_else(int x, int y, int width, int height)
    {
        using var image = Pictures.Solid(20, 10, 1, 2, 3);
        new Canvas(image.Pixels).Fill(new Rectangle(x, y, width, height), new Colour(Red: 30, Green: 20, Blue: 10));

        for (var row = 0; row < 10; row++)
        {
            for (var column = 0; column < 20; column++)
            {
                var isInside = new Rectangle(x, y, width, height).Contains(column, row);
                Assert.Equal(isInside ? (10, 20, 30) : (1, 2, 3), Pictures.At(image, column, row));
            }
        }
    }

    [Theory]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(0, -1, 2, 2)]
    [InlineData(19, 0, 2, 2)]
    [InlineData(0, 9, 2, 2)]
    public void Should_refuse_what_lies_outside(int x, int y, int width, int height)
    {
        using var image = Pictures.Solid(20, 10, 1, 2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Canvas(image.Pixels).Fill(new Rectangle(x, y, width, height), Colour.White));
    }

    [Fact]
    public void Should_lay_on_ink_as_densely_as_the_mask_says()
    {
        using var image = Pictures.Solid(4, 2, 100, 100, 100);
        new Canvas(image.Pixels).Blend(new LabelMask(new Size(3, 1), [0, 51, 255]), new Point(1, 1), new Colour(Red: 200, Green: 100, Blue: 0));

        Assert.Equal((100, 100, 100), Pictures.At(image, 1, 1));
        Assert.Equal((80, 100, 120), Pictures.At(image, 2, 1));
        Assert.Equal((0, 100, 200), Pictures.At(image, 3, 1));
        Assert.Equal((100, 100, 100), Pictures.At(image, 2, 0));
    }
}
