using Detection.Benchmarks.Measuring;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 5 }, 5)]
    [InlineData(new[] { 4.0, 1, 2, 100 }, 3)]
    public void Should_take_the_middle_as_the_median(double[] values, double median) => Assert.Equal(median, Quantile.Median(values));

    [Theory]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(0.5, 1)]
    public void Should_take_the_nearest_rank_as_a_percentile(double percent, double value) =>
        Assert.Equal(value, Quantile.Percentile(Enumerable.Range(1, 100).Reverse().Select(number => (double)number), percent));

    [Fact]
    public void Should_round_the_rank_up() => Assert.Equal(3, Quantile.Percentile([1, 2, 3], 67));

    [Fact]
    public void Should_refuse_statistics_of_nothing()
    {
        Assert.Throws<ArgumentException>(() => Quantile.Median([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Percentile([1], 0));
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void Should_pair_each_repetition_with_its_own_limit()
    {
        // The machine was half as fast the second time, and so was the limit.
        var ratio = Spread.Ratio([9, 4, 8], [10, 5, 10])!;

        Assert.Equal((0.8, 0.8, 0.9), (ratio.Median, ratio.Least, ratio.Most));
        Assert.Throws<ArgumentException>(() => Spread.Ratio([1, 2], [1]));
        Assert.Null(Spread.Ratio([], [1]));
    }
}
