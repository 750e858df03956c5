using Detection.Evaluation.Accuracy;
using Xunit;

namespace Detection.Evaluation.Tests.Accuracy;

public sealed class BoxTests
{
    [Theory]
    [InlineData(0, 0, 10, 10, 1)]
    [InlineData(0, 0, 10, 5, 0.5)] // half of it
    [InlineData(5, 0, 15, 10, 1.0 / 3)] // 50 shared of 150
    [InlineData(10, 0, 20, 10, 0)] // an edge in common
    [InlineData(20, 20, 30, 30, 0)]
    [InlineData(2, 2, 4, 4, 0.04)] // inside
    public void Should_compare_with_a_square_of_ten(double x1, double y1, double x2, double y2, double iou)
    {
        Box square = new(0, 0, 10, 10), other = new(x1, y1, x2, y2);

        Assert.Equal(iou, square.IoU(other), 12);
        Assert.Equal(iou, other.IoU(square), 12);
    }

    [Fact]
    public void Should_share_nothing_where_both_are_empty() => Assert.Equal(0, new Box(3, 3, 3, 3).IoU(new Box(3, 3, 3, 3)));
}
